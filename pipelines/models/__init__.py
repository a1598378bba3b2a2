"""One file per model: Params, load, run, SPEC. Found by `pipelines.registry`."""
