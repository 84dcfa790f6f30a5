"""The demo: five organisations with their real plans and invented figures."""
