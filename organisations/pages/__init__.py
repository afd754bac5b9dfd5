"""What pages of every room share: forms with their outcome and sections, lists with their search."""
