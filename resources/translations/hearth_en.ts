<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>LiveLine</name>
    <message numerus="yes">
        <source>Listening: %Ln segments so far. You can edit them when it is done.</source>
        <translation>
            <numerusform>Listening: %Ln segment so far. You can edit it when it is done.</numerusform>
            <numerusform>Listening: %Ln segments so far. You can edit them when it is done.</numerusform>
        </translation>
    </message>
</context>
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
<context>
    <name>SpeakersDialog</name>
    <message numerus="yes">
        <source>%Ln segments, {time}</source>
        <translation>
            <numerusform>%Ln segment, {time}</numerusform>
            <numerusform>%Ln segments, {time}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SuspectBar</name>
    <message numerus="yes">
        <source>%Ln suspects</source>
        <translation>
            <numerusform>%Ln suspect</numerusform>
            <numerusform>%Ln suspects</numerusform>
        </translation>
    </message>
</context>
</TS>
