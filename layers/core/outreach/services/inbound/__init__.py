"""What people and mail systems write back, and what it orders."""
