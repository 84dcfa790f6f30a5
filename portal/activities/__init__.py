"""Activities: what took place, registered in under a minute, counted as it comes in."""
