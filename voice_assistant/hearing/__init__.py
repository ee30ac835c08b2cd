"""From frames to the moments that matter: speech began, paused, resumed, ended, broke in on us."""
