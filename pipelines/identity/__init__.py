"""Faces as identities: found, measured, drawn as keypoints and compared."""
