"""Comparison with real repositories; run by `make acceptance`, never by the suite."""
