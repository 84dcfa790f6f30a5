"""Goals that an organisation offers to a partner: both see them, the partner contributes, the owner sees the sum."""
