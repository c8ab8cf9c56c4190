"""The use cases and the ports they need. No module here imports anything of AWS."""
