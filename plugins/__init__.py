"""The plugins that come with Medvirke, each found through its entry point."""
