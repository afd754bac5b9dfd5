"""From a low score to what became of it: gaps to raise, the strip, the words of measures. Reads only."""
