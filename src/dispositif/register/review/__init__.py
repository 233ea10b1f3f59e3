"""Mandates as read and as decided."""
