"""Reads of monitoring: what is planned of each period, where reports stand, what money came to."""
