"""A picture redrawn tile by tile by a diffusion model: where the tiles lie and how they blend."""
