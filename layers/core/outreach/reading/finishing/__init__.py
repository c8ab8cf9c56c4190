"""Makes of what an author writes what is sent: MJML becomes HTML, styles go into their elements, and HTML gives a text."""
