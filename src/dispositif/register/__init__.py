"""The register: people review what was read, assign it, and follow it up until it is done. A Django project.

It stands on the engine: documents are read by `dispositif.read`, and a mandate is what that gives. Five apps, each of
which may import those before it: `holdings` (bodies, meetings, documents), `people` (roles, units, the audit trail),
`review` (mandates as read and as decided), `followup` (assignment, the ledger, status, reports), and above them `api`
and `web`. In each, what changes something is a function of `actions`, what looks something up one of `queries`.
"""
