"""Personal links: one purpose, one person or partner, a form behind them, no account."""
