"""Pages of personal links: what one opens, and where staff take one back."""
