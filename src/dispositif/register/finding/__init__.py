"""Finding: full-text search, filters, saved searches, and the questions that pages ask."""
