"""Roles, units and the audit trail."""
