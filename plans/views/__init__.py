"""The pages of plans; each view fetches through the door, asks the right, and lets a service write."""
