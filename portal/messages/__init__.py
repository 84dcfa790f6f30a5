"""Letters: an outbox filled in the same transaction, emptied by the worker."""
