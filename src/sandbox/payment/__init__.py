"""The payment provider: orders, a page for the payer, refunds, one ledger."""
