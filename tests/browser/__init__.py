"""Tests in a real Chromium, through Microsoft's own simulator of Teams."""
