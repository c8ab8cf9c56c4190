"""Use cases (verbs) and the ports they need. Nothing here knows AWS."""
