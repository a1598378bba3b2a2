<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>Saving</name>
    <message numerus="yes">
        <source>Saved %Ln files in {folder}.</source>
        <translation>
            <numerusform>Saved %Ln file in {folder}.</numerusform>
            <numerusform>Saved %Ln files in {folder}.</numerusform>
        </translation>
    </message>
</context>
</TS>
