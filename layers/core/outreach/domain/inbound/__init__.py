"""What a received mail is, and what it says: pure rules over its bytes."""
