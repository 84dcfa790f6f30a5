"""Recruitment: peer support, and more members."""
