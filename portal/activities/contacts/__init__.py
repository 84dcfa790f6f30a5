"""People who are met at an activity and agree to be reached: kept in the register, and called back."""
