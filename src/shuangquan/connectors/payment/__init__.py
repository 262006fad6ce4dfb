"""The payment provider: one sum a case, a ledger line a task."""
