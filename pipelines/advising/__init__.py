"""What a picture is like, which model suits it, and what to mind before and after a redraw."""
