"""What the window does about the folder with the models: the first start, moving, room, packs."""
