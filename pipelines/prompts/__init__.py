"""The prompt workshop: templates, system prompts, tables of prompts, JSON schemas."""
