"""`trace`: lifecycle traceability for medical device software kept in git."""

__version__ = "0.1.0"
