"""Bodies, their meetings and their documents."""
