"""Digital inclusion: courses and help close to where people live."""
