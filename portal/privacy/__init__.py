"""What the organisation does with data about people, told from what tables and columns say of themselves."""
