"""Assignment, the ledger, status and reports."""
