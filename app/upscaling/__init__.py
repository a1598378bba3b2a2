"""The parts of the upscaling tab."""
