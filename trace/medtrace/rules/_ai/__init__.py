"""What files say of models: named literals, references to weights, steps of processing, training data."""
