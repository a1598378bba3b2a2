"""What every diffusion model needs: checkpoints, prompts with weights, schedulers, placing."""
