<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Hearth</source>
        <translation>Über Hearth</translation>
    </message>
    <message>
        <source>Image, speech and vision models on your own computer. Your files stay here: the only thing Hearth fetches is the weights of a model you run for the first time.</source>
        <translation>Bild-, Sprach- und Sehmodelle auf Ihrem eigenen Computer. Ihre Dateien bleiben hier: Hearth lädt nur die Gewichte eines Modells herunter, das Sie zum ersten Mal ausführen.</translation>
    </message>
    <message>
        <source>Hearth {version}</source>
        <translation>Hearth {version}</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Qt</source>
        <translation>Qt</translation>
    </message>
    <message>
        <source>Models and journal</source>
        <translation>Modelle und Protokoll</translation>
    </message>
    <message>
        <source>Settings file</source>
        <translation>Einstellungsdatei</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Open the folder with models and journal</source>
        <translation>Den Ordner mit Modellen und Protokoll öffnen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Menu bar</source>
        <translation>Menüleiste</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Open files…</source>
        <translation>&amp;Dateien öffnen…</translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation>&amp;Ordner öffnen…</translation>
    </message>
    <message>
        <source>&amp;Paste picture or files</source>
        <translation>Bild oder Dateien &amp;einfügen</translation>
    </message>
    <message>
        <source>&amp;Save a copy…</source>
        <translation>&amp;Kopie speichern…</translation>
    </message>
    <message>
        <source>Se&amp;ttings…</source>
        <translation>E&amp;instellungen…</translation>
    </message>
    <message>
        <source>Sto&amp;rage…</source>
        <translation>&amp;Ablage…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Job</source>
        <translation>&amp;Auftrag</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Ausführen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>Abbre&amp;chen</translation>
    </message>
    <message>
        <source>Add result to &amp;examples</source>
        <translation>Ergebnis als &amp;Beispiel aufnehmen</translation>
    </message>
    <message>
        <source>&amp;Free memory now</source>
        <translation>&amp;Speicher jetzt freigeben</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>A&amp;nsicht</translation>
    </message>
    <message>
        <source>&amp;Next tab</source>
        <translation>&amp;Nächster Tab</translation>
    </message>
    <message>
        <source>Pre&amp;vious tab</source>
        <translation>&amp;Vorheriger Tab</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Explain settings</source>
        <translation>&amp;Einstellungen erklären</translation>
    </message>
    <message>
        <source>&amp;About Hearth</source>
        <translation>&amp;Über Hearth</translation>
    </message>
    <message>
        <source>Colours of the &amp;system</source>
        <translation>Farben des &amp;Systems</translation>
    </message>
    <message>
        <source>&amp;Light colours</source>
        <translation>&amp;Helle Farben</translation>
    </message>
    <message>
        <source>&amp;Dark colours</source>
        <translation>&amp;Dunkle Farben</translation>
    </message>
</context>
<context>
    <name>Adding</name>
    <message>
        <source>Screen</source>
        <translation>Bildschirm</translation>
    </message>
    <message>
        <source>Pictures ({patterns})</source>
        <translation>Bilder ({patterns})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Add pictures</source>
        <translation>Bilder hinzufügen</translation>
    </message>
    <message>
        <source>{n} more could not be added.</source>
        <translation>{n} weitere ließen sich nicht hinzufügen.</translation>
    </message>
    <message>
        <source>A conversation takes {most} pictures at once; {n} were left out.</source>
        <translation>Ein Gespräch nimmt {most} Bilder auf einmal; {n} wurden ausgelassen.</translation>
    </message>
    <message>
        <source>Pasted</source>
        <translation>Eingefügt</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
</context>
<context>
    <name>AdoptedPage</name>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Models found</source>
        <translation>Gefundene Modelle</translation>
    </message>
    <message>
        <source>Folders of other programs</source>
        <translation>Ordner anderer Programme</translation>
    </message>
    <message>
        <source>&amp;Add a folder…</source>
        <translation>Ordner &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Use</source>
        <translation>&amp;Verwenden</translation>
    </message>
    <message>
        <source>Use the models in the chosen folder where they lie</source>
        <translation>Die Modelle im gewählten Ordner dort verwenden, wo sie liegen</translation>
    </message>
    <message>
        <source>Forge&amp;t</source>
        <translation>Ver&amp;gessen</translation>
    </message>
    <message>
        <source>Stop using the chosen folder; nothing in it changes (Del)</source>
        <translation>Den gewählten Ordner nicht mehr verwenden; darin ändert sich nichts (Entf)</translation>
    </message>
    <message>
        <source>Add its other &amp;models</source>
        <translation>Andere &amp;Modelle hinzufügen</translation>
    </message>
    <message>
        <source>Make models of your own of what else lies there; nothing is copied</source>
        <translation>Aus dem, was dort sonst liegt, eigene Modelle machen; nichts wird kopiert</translation>
    </message>
    <message>
        <source>Hearth uses the models of other programs where they lie. Nothing there is copied, changed or deleted.</source>
        <translation>Hearth verwendet Modelle anderer Programme dort, wo sie liegen. Nichts wird dort kopiert, geändert oder gelöscht.</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Verwendung</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>und {n} weitere</translation>
    </message>
    <message>
        <source>none that Hearth knows</source>
        <translation>keine, die Hearth kennt</translation>
    </message>
    <message>
        <source>the folder is not there now</source>
        <translation>der Ordner ist gerade nicht da</translation>
    </message>
    <message>
        <source>No folder is used yet</source>
        <translation>Noch wird kein Ordner verwendet</translation>
    </message>
    <message>
        <source>Found on this computer, not used</source>
        <translation>Auf diesem Computer gefunden, nicht verwendet</translation>
    </message>
    <message>
        <source>A folder with models of another program</source>
        <translation>Ein Ordner mit Modellen eines anderen Programms</translation>
    </message>
    <message>
        <source>Looking for models</source>
        <translation>Suche nach Modellen</translation>
    </message>
    <message>
        <source>{folder} is not used any more; nothing in it was changed.</source>
        <translation>{folder} wird nicht mehr verwendet; darin wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Adding models</source>
        <translation>Modelle werden hinzugefügt</translation>
    </message>
    <message>
        <source>There is nothing else there that Hearth can use.</source>
        <translation>Sonst liegt dort nichts, was Hearth verwenden kann.</translation>
    </message>
    <message>
        <source>{n} models added: {names}. Check their licences yourself.</source>
        <translation>{n} Modelle hinzugefügt: {names}. Prüfen Sie deren Lizenzen selbst.</translation>
    </message>
</context>
<context>
    <name>Adoption</name>
    <message>
        <source>Installed now: {names} ({size}).</source>
        <translation>Jetzt installiert: {names} ({size}).</translation>
    </message>
    <message>
        <source>Used where it is. No file in it is one that Hearth knows.</source>
        <translation>Wird dort verwendet, wo er ist. Keine Datei darin ist eine, die Hearth kennt.</translation>
    </message>
    <message>
        <source>Others there that can become models of your own: {n}.</source>
        <translation>Andere dort, aus denen eigene Modelle werden können: {n}.</translation>
    </message>
</context>
<context>
    <name>Advising</name>
    <message>
        <source>The picture is used as it is, small as it is.</source>
        <translation>Das Bild wird so klein verwendet, wie es ist.</translation>
    </message>
    <message>
        <source>Enlarge it first</source>
        <translation>Zuerst vergrößern</translation>
    </message>
    <message>
        <source>Clean it first</source>
        <translation>Zuerst säubern</translation>
    </message>
    <message>
        <source>{model} cleans it first.</source>
        <translation>{model} säubert es zuerst.</translation>
    </message>
    <message>
        <source>Do not clean it</source>
        <translation>Nicht säubern</translation>
    </message>
    <message>
        <source>{model} suits this picture: {why}</source>
        <translation>{model} passt zu diesem Bild: {why}</translation>
    </message>
    <message>
        <source>Choose {model}</source>
        <translation>{model} wählen</translation>
    </message>
</context>
<context>
    <name>Again</name>
    <message>
        <source>The recording of this transcript is not here: put it beside the file.</source>
        <translation>Die Aufnahme zu diesem Transkript ist nicht da: legen Sie sie neben die Datei.</translation>
    </message>
    <message>
        <source>Listening again</source>
        <translation>Wird neu erkannt</translation>
    </message>
</context>
<context>
    <name>AnswerBox</name>
    <message>
        <source>State of the answer</source>
        <translation>Stand der Antwort</translation>
    </message>
    <message>
        <source>Thoughts</source>
        <translation>Gedanken</translation>
    </message>
    <message>
        <source>What the model told itself before the answer</source>
        <translation>Was das Modell sich vor der Antwort selbst sagte</translation>
    </message>
    <message>
        <source>Thoughts of the model</source>
        <translation>Gedanken des Modells</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy {answer}</source>
        <translation>{answer} kopieren</translation>
    </message>
    <message>
        <source>Copy the answer as it was written</source>
        <translation>Die Antwort kopieren, wie sie geschrieben wurde</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>Waiting for its turn…</source>
        <translation>Wartet, bis sie an der Reihe ist…</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Schreibt…</translation>
    </message>
    <message>
        <source>Thinking…</source>
        <translation>Denkt nach…</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startet…</translation>
    </message>
    <message>
        <source>Failed: {reason}</source>
        <translation>Fehlgeschlagen: {reason}</translation>
    </message>
    <message>
        <source>Stopped before the first word.</source>
        <translation>Vor dem ersten Wort angehalten.</translation>
    </message>
    <message>
        <source>The model said nothing.</source>
        <translation>Das Modell hat nichts gesagt.</translation>
    </message>
</context>
<context>
    <name>AnswerText</name>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
</context>
<context>
    <name>AnswerWords</name>
    <message>
        <source>ended by itself</source>
        <translation>von selbst beendet</translation>
    </message>
    <message>
        <source>cut at the limit of tokens</source>
        <translation>an der Grenze der Token abgeschnitten</translation>
    </message>
    <message>
        <source>stopped by you</source>
        <translation>von Ihnen angehalten</translation>
    </message>
    <message>
        <source>First token after {seconds} s</source>
        <translation>Erstes Token nach {seconds} s</translation>
    </message>
    <message>
        <source>{number} tokens/s</source>
        <translation>{number} Token/s</translation>
    </message>
    <message>
        <source>{number} tokens, {end} · seed {seed}</source>
        <translation>{number} Token, {end} · Seed {seed}</translation>
    </message>
    <message>
        <source>About {size} of memory on {device}</source>
        <translation>Etwa {size} Speicher auf {device}</translation>
    </message>
</context>
<context>
    <name>AttachedFiles</name>
    <message>
        <source>Attached file {name}</source>
        <translation>Angehängte Datei {name}</translation>
    </message>
</context>
<context>
    <name>AttachmentChips</name>
    <message>
        <source>{name} · {n} tokens</source>
        <translation>{name} · {n} Token</translation>
    </message>
    <message>
        <source>{name} · about {n} tokens</source>
        <translation>{name} · etwa {n} Token</translation>
    </message>
    <message>
        <source>Take the file off again</source>
        <translation>Die Datei wieder wegnehmen</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>{name} entfernen</translation>
    </message>
</context>
<context>
    <name>BatchRun</name>
    <message>
        <source>{count} files</source>
        <translation>{count} Dateien</translation>
    </message>
    <message>
        <source>{count} finished</source>
        <translation>{count} abgeschlossen</translation>
    </message>
    <message>
        <source>{count} done before</source>
        <translation>{count} schon vorher fertig</translation>
    </message>
    <message>
        <source>{count} failed</source>
        <translation>{count} fehlgeschlagen</translation>
    </message>
    <message>
        <source>Stopped: {words}</source>
        <translation>Angehalten: {words}</translation>
    </message>
</context>
<context>
    <name>BatchTab</name>
    <message>
        <source>Looking for models…</source>
        <translation>Suche nach Modellen…</translation>
    </message>
    <message>
        <source>Please wait for the run to end, or cancel it, before that.</source>
        <translation>Bitte warten Sie zuerst das Ende ab oder brechen Sie ab.</translation>
    </message>
    <message>
        <source>{count} things that were dropped are left out: {names}. {reason}</source>
        <translation>{count} abgelegte Dinge wurden ausgelassen: {names}. {reason}</translation>
    </message>
    <message>
        <source>{model} is not here any more.</source>
        <translation>{model} ist nicht mehr hier.</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
</context>
<context>
    <name>Camera</name>
    <message>
        <source>No camera can be used here, because a library of the system is missing: {reason}. Install it and start Hearth again.</source>
        <translation>Hier lässt sich keine Kamera verwenden, weil eine Bibliothek des Systems fehlt: {reason}. Installieren Sie sie und starten Sie Hearth neu.</translation>
    </message>
    <message>
        <source>No camera was found: connect one and try again, or choose a file.</source>
        <translation>Keine Kamera gefunden: schließen Sie eine an und versuchen Sie es erneut oder wählen Sie eine Datei.</translation>
    </message>
    <message>
        <source>The camera cannot be used: it was taken out, another program holds it, or the system&apos;s privacy settings do not allow it.</source>
        <translation>Die Kamera lässt sich nicht verwenden: sie wurde abgezogen, ein anderes Programm hält sie fest, oder die Datenschutzeinstellungen des Systems erlauben es nicht.</translation>
    </message>
</context>
<context>
    <name>CameraDialog</name>
    <message>
        <source>Take a picture</source>
        <translation>Bild aufnehmen</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Take the picture</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>CardText</name>
    <message>
        <source>About this model</source>
        <translation>Über dieses Modell</translation>
    </message>
</context>
<context>
    <name>CautionList</name>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Warning: {words}</source>
        <translation>Warnung: {words}</translation>
    </message>
</context>
<context>
    <name>ChatMessage</name>
    <message>
        <source>cut at the longest length</source>
        <translation>bei der größten Länge abgeschnitten</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>interrupted when Hearth was closed</source>
        <translation>unterbrochen, als Hearth geschlossen wurde</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>vollständig</translation>
    </message>
    <message>
        <source>{n} tokens</source>
        <translation>{n} Token</translation>
    </message>
    <message>
        <source>first after {n} s</source>
        <translation>erstes nach {n} s</translation>
    </message>
    <message>
        <source>{n} tokens/s</source>
        <translation>{n} Token/s</translation>
    </message>
</context>
<context>
    <name>ChatPage</name>
    <message>
        <source>What is it about?</source>
        <translation>Worum geht es?</translation>
    </message>
    <message>
        <source>Everything stays on this machine. Enter sends, Shift+Enter begins a new line. Text files can be dropped here.</source>
        <translation>Alles bleibt auf diesem Computer. Eingabe sendet, Umschalt+Eingabe beginnt eine neue Zeile. Textdateien lassen sich hier ablegen.</translation>
    </message>
    <message>
        <source>There is no model yet</source>
        <translation>Es gibt noch kein Modell</translation>
    </message>
    <message>
        <source>An answer is being written: stop it, or wait for its end</source>
        <translation>Eine Antwort wird geschrieben: halten Sie sie an oder warten Sie ihr Ende ab</translation>
    </message>
    <message>
        <source>Write a message first</source>
        <translation>Schreiben Sie zuerst eine Nachricht</translation>
    </message>
    <message>
        <source>Attach text files</source>
        <translation>Textdateien anhängen</translation>
    </message>
</context>
<context>
    <name>ChatPictures</name>
    <message>
        <source>Region of {name}</source>
        <translation>Ausschnitt aus {name}</translation>
    </message>
    <message>
        <source>{width} × {height} pixels</source>
        <translation>{width} × {height} Pixel</translation>
    </message>
    <message>
        <source>{name} is missing</source>
        <translation>{name} fehlt</translation>
    </message>
</context>
<context>
    <name>ChatTab</name>
    <message>
        <source>Show the conversations</source>
        <translation>Gespräche zeigen</translation>
    </message>
    <message>
        <source>Show model and settings</source>
        <translation>Modell und Einstellungen zeigen</translation>
    </message>
    <message>
        <source>{model} answers messages, so a new conversation is begun.</source>
        <translation>{model} antwortet auf Nachrichten, daher beginnt ein neues Gespräch.</translation>
    </message>
    <message>
        <source>{model} goes on with a text and knows no chat, so a new text is begun.</source>
        <translation>{model} setzt einen Text fort und kann nicht chatten, daher beginnt ein neuer Text.</translation>
    </message>
    <message>
        <source>{model} is not here any more; the chosen model answers.</source>
        <translation>{model} ist nicht mehr hier; das gewählte Modell antwortet.</translation>
    </message>
    <message>
        <source>“{title}” was deleted.</source>
        <translation>„{title}“ wurde gelöscht.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>{model} is not here any more.</source>
        <translation>{model} ist nicht mehr hier.</translation>
    </message>
</context>
<context>
    <name>Checkpoints</name>
    <message>
        <source>Added {name}: {architecture}, {scale}. Check its licence yourself.</source>
        <translation>{name} hinzugefügt: {architecture}, {scale}. Prüfen Sie die Lizenz selbst.</translation>
    </message>
    <message>
        <source>{name} does not enlarge pictures. It is among your models now.</source>
        <translation>{name} vergrößert keine Bilder. Es ist jetzt unter Ihren Modellen.</translation>
    </message>
</context>
<context>
    <name>ChoiceEditor</name>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
</context>
<context>
    <name>CodeView</name>
    <message>
        <source>Copy this code</source>
        <translation>Diesen Code kopieren</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
</context>
<context>
    <name>ColumnSettings</name>
    <message>
        <source>Settings ({count} of its own)</source>
        <translation>Einstellungen ({count} eigene)</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Temperature, length and the like, for this column alone</source>
        <translation>Temperatur, Länge und Ähnliches, nur für diese Spalte</translation>
    </message>
</context>
<context>
    <name>CompareCanvas</name>
    <message>
        <source>Before and after</source>
        <translation>Vorher und nachher</translation>
    </message>
    <message>
        <source>Plus and minus zoom, 0 fits, 1 is 100 %, 2 is 200 %, arrow keys move.</source>
        <translation>Plus und Minus zoomen, 0 passt ein, 1 ist 100 %, 2 ist 200 %, Pfeiltasten verschieben.</translation>
    </message>
</context>
<context>
    <name>CompareColumn</name>
    <message>
        <source>Use this model</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Go on with this model and its settings</source>
        <translation>Mit diesem Modell und seinen Einstellungen weitermachen</translation>
    </message>
    <message>
        <source>Model {number}</source>
        <translation>Modell {number}</translation>
    </message>
    <message>
        <source>Model of column {n}</source>
        <translation>Modell der Spalte {n}</translation>
    </message>
    <message>
        <source>Settings of column {n}</source>
        <translation>Einstellungen der Spalte {n}</translation>
    </message>
    <message>
        <source>Answer in column {n}</source>
        <translation>Antwort in Spalte {n}</translation>
    </message>
    <message>
        <source>Copy {answer}</source>
        <translation>{answer} kopieren</translation>
    </message>
    <message>
        <source>Use the model of column {n}</source>
        <translation>Das Modell der Spalte {n} übernehmen</translation>
    </message>
    <message>
        <source>Remove column {n}</source>
        <translation>Spalte {n} entfernen</translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message>
        <source>For all columns; may be empty</source>
        <translation>Für alle Spalten; darf leer sein</translation>
    </message>
    <message>
        <source>System prompt for all columns</source>
        <translation>Systemprompt für alle Spalten</translation>
    </message>
    <message>
        <source>What all of them are to answer</source>
        <translation>Was alle beantworten sollen</translation>
    </message>
    <message>
        <source>Prompt for all columns</source>
        <translation>Prompt für alle Spalten</translation>
    </message>
    <message>
        <source>Ask all</source>
        <translation>Alle fragen</translation>
    </message>
    <message>
        <source>Ask every column (Ctrl+Return)</source>
        <translation>Jede Spalte fragen (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop all columns (Esc); what was said stays</source>
        <translation>Alle Spalten anhalten (Esc); was schon da ist, bleibt</translation>
    </message>
    <message>
        <source>Add column</source>
        <translation>Spalte hinzufügen</translation>
    </message>
    <message>
        <source>Compare one more model or setting, up to four</source>
        <translation>Ein weiteres Modell oder andere Einstellungen vergleichen, bis zu vier</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Save the comparison as Markdown (Ctrl+S)</source>
        <translation>Den Vergleich als Markdown speichern (Strg+S)</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>Systemprompt</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Looking for models</source>
        <translation>Suche nach Modellen</translation>
    </message>
    <message>
        <source>A setting is not valid: correct it in the settings that opened.</source>
        <translation>Eine Einstellung ist ungültig: Berichtigen Sie sie in den geöffneten Einstellungen.</translation>
    </message>
    <message>
        <source>{column}: {model}</source>
        <translation>{column}: {model}</translation>
    </message>
    <message>
        <source>Save the comparison</source>
        <translation>Vergleich speichern</translation>
    </message>
    <message>
        <source>comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>Als {name} gespeichert.</translation>
    </message>
</context>
<context>
    <name>CompareText</name>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>Systemprompt</translation>
    </message>
    <message>
        <source>Failed: {reason}</source>
        <translation>Fehlgeschlagen: {reason}</translation>
    </message>
    <message>
        <source>Settings: {values}</source>
        <translation>Einstellungen: {values}</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Slider</source>
        <translation>Schieber</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Hold for before</source>
        <translation>Halten für vorher</translation>
    </message>
    <message>
        <source>Show the source as long as this is pressed (B)</source>
        <translation>Zeigt das Original, solange gedrückt (B)</translation>
    </message>
</context>
<context>
    <name>CompletionPage</name>
    <message>
        <source>Text that the model goes on with</source>
        <translation>Text, den das Modell fortsetzt</translation>
    </message>
    <message>
        <source>Write the beginning of a text. This model does not answer questions: it goes on with what stands here.</source>
        <translation>Schreiben Sie den Anfang eines Textes. Dieses Modell beantwortet keine Fragen: es setzt fort, was hier steht.</translation>
    </message>
    <message>
        <source>What the model wrote is underlined with dots</source>
        <translation>Was das Modell schrieb, ist gepunktet unterstrichen</translation>
    </message>
    <message>
        <source>The model goes on at the caret until a stop sequence of the settings comes, or until the length is reached.</source>
        <translation>Das Modell schreibt an der Einfügemarke weiter, bis eine Stoppsequenz aus den Einstellungen kommt oder die Länge erreicht ist.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Stop and keep what came</source>
        <translation>Anhalten und behalten, was schon da ist</translation>
    </message>
    <message>
        <source>Continue the text</source>
        <translation>Den Text fortsetzen</translation>
    </message>
    <message>
        <source>Stop at once and keep it (Esc)</source>
        <translation>Sofort anhalten und behalten, was schon da ist (Esc)</translation>
    </message>
    <message>
        <source>Go on at the caret (Ctrl+Return)</source>
        <translation>An der Einfügemarke weiterschreiben (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>There is no model yet</source>
        <translation>Es gibt noch kein Modell</translation>
    </message>
    <message>
        <source>An answer is being written: stop it, or wait for its end</source>
        <translation>Eine Antwort wird geschrieben: halten Sie sie an oder warten Sie ihr Ende ab</translation>
    </message>
    <message>
        <source>Write the beginning of a text, before the caret</source>
        <translation>Schreiben Sie vor der Einfügemarke den Anfang eines Textes</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Write a message</source>
        <translation>Nachricht schreiben</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Enter sends, Shift+Enter begins a new line</source>
        <translation>Eingabe sendet, Umschalt+Eingabe beginnt eine neue Zeile</translation>
    </message>
    <message>
        <source>Attach text files (Ctrl+O), or drop them here</source>
        <translation>Textdateien anhängen (Strg+O) oder hier ablegen</translation>
    </message>
    <message>
        <source>Attach text files</source>
        <translation>Textdateien anhängen</translation>
    </message>
    <message>
        <source>Editing an earlier message; the old one stays beside it.</source>
        <translation>Eine frühere Nachricht wird bearbeitet; die alte bleibt daneben erhalten.</translation>
    </message>
    <message>
        <source>Cancel editing</source>
        <translation>Bearbeiten abbrechen</translation>
    </message>
    <message>
        <source>Leave the message as it was (Esc)</source>
        <translation>Die Nachricht lassen, wie sie war (Esc)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop the answer</source>
        <translation>Die Antwort anhalten</translation>
    </message>
    <message>
        <source>Stop at once and keep it (Esc)</source>
        <translation>Sofort anhalten und behalten, was schon da ist (Esc)</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Send the message</source>
        <translation>Die Nachricht senden</translation>
    </message>
    <message>
        <source>Send the message (Enter)</source>
        <translation>Die Nachricht senden (Eingabe)</translation>
    </message>
</context>
<context>
    <name>ContextMeter</name>
    <message>
        <source>about</source>
        <translation>etwa</translation>
    </message>
    <message>
        <source>{about}{total} of {window} tokens</source>
        <translation>{about}{total} von {window} Token</translation>
    </message>
    <message>
        <source>system prompt {system} · pictures {pictures} · history {history} · message {draft} · answer up to {reserved}</source>
        <translation>Systemprompt {system} · Bilder {pictures} · Verlauf {history} · Nachricht {draft} · Antwort bis {reserved}</translation>
    </message>
    <message>
        <source>system prompt {system} · history {history} · message {draft} · answer up to {reserved}</source>
        <translation>Systemprompt {system} · Verlauf {history} · Nachricht {draft} · Antwort bis {reserved}</translation>
    </message>
    <message>
        <source>{n} too many</source>
        <translation>{n} zu viel</translation>
    </message>
    <message>
        <source>Context: {words}</source>
        <translation>Kontext: {words}</translation>
    </message>
</context>
<context>
    <name>ConversationList</name>
    <message>
        <source>New conversation</source>
        <translation>Neues Gespräch</translation>
    </message>
    <message>
        <source>Begin a new conversation (Ctrl+N)</source>
        <translation>Ein neues Gespräch beginnen (Strg+N)</translation>
    </message>
    <message>
        <source>Search all conversations</source>
        <translation>Alle Gespräche durchsuchen</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Anheften</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Rename, pin, export, delete or import</source>
        <translation>Umbenennen, anheften, exportieren, löschen oder importieren</translation>
    </message>
    <message>
        <source>More for conversations</source>
        <translation>Mehr für Gespräche</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>Nichts gefunden.</translation>
    </message>
    <message>
        <source>What you say is kept here.</source>
        <translation>Was Sie sagen, wird hier aufbewahrt.</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Rename the conversation</source>
        <translation>Gespräch umbenennen</translation>
    </message>
    <message>
        <source>Name (empty: as its first message)</source>
        <translation>Name (leer: wie die erste Nachricht)</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>gestern</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Ohne Titel</translation>
    </message>
</context>
<context>
    <name>ConversationModel</name>
    <message>
        <source>{title}, pinned</source>
        <translation>{title}, angeheftet</translation>
    </message>
</context>
<context>
    <name>ConversationView</name>
    <message>
        <source>Waiting for another job to end…</source>
        <translation>Wartet auf das Ende eines anderen Auftrags…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
</context>
<context>
    <name>CopyButton</name>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>CropComparison</name>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>&lt; {seconds} s</source>
        <translation>&lt; {seconds} s</translation>
    </message>
    <message>
        <source>All pictures zoom and move together.</source>
        <translation>Alle Bilder zoomen und bewegen sich gemeinsam.</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
</context>
<context>
    <name>CropSelect</name>
    <message>
        <source>Picture to choose a part of</source>
        <translation>Bild, von dem ein Ausschnitt gewählt wird</translation>
    </message>
    <message>
        <source>Drag to draw a part, or press Enter. Arrow keys move it, with Shift they resize it, with Ctrl by single pixels. Escape removes it. Hold Space to move the picture.</source>
        <translation>Ziehen Sie einen Ausschnitt auf oder drücken Sie die Eingabetaste. Pfeiltasten verschieben ihn, mit Umschalt ändern sie die Größe, mit Strg um einzelne Pixel. Escape entfernt ihn. Mit gehaltener Leertaste verschieben Sie das Bild.</translation>
    </message>
    <message>
        <source>{width} × {height} pixels</source>
        <translation>{width} × {height} Pixel</translation>
    </message>
    <message>
        <source>No part chosen</source>
        <translation>Kein Ausschnitt gewählt</translation>
    </message>
</context>
<context>
    <name>CropTrial</name>
    <message>
        <source>Models to try</source>
        <translation>Modelle zum Probieren</translation>
    </message>
    <message>
        <source>Run the ticked models on this part only</source>
        <translation>Die angehakten Modelle nur auf diesen Ausschnitt anwenden</translation>
    </message>
    <message>
        <source>Back to the picture</source>
        <translation>Zurück zum Bild</translation>
    </message>
    <message>
        <source>Another part or models</source>
        <translation>Anderer Ausschnitt, andere Modelle</translation>
    </message>
    <message>
        <source>Draw a rectangle on the picture, or press Enter there.</source>
        <translation>Ziehen Sie ein Rechteck auf dem Bild auf oder drücken Sie dort die Eingabetaste.</translation>
    </message>
    <message>
        <source>Tick the models to try.</source>
        <translation>Haken Sie an, welche Modelle Sie probieren möchten.</translation>
    </message>
    <message>
        <source>Tick at most {count} models.</source>
        <translation>Haken Sie höchstens {count} Modelle an.</translation>
    </message>
    <message>
        <source>Try 1 model</source>
        <translation>1 Modell probieren</translation>
    </message>
    <message>
        <source>Try {count} models</source>
        <translation>{count} Modelle probieren</translation>
    </message>
</context>
<context>
    <name>Describing</name>
    <message>
        <source>Describe the picture</source>
        <translation>Das Bild beschreiben</translation>
    </message>
    <message>
        <source>{model} looks at the picture and writes the prompt</source>
        <translation>{model} sieht sich das Bild an und schreibt den Prompt</translation>
    </message>
    <message>
        <source>What {name} shows</source>
        <translation>Was {name} zeigt</translation>
    </message>
</context>
<context>
    <name>DeviceStatus</name>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Free memory</source>
        <translation>Freier Speicher</translation>
    </message>
    <message>
        <source>Free now</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Free memory now</source>
        <translation>Speicher jetzt freigeben</translation>
    </message>
    <message>
        <source>Unload every model that no job uses (Ctrl+Shift+M)</source>
        <translation>Entlädt alle Modelle, die kein Auftrag verwendet (Strg+Umschalt+M)</translation>
    </message>
    <message>
        <source>{size} given back</source>
        <translation>{size} freigegeben</translation>
    </message>
    <message>
        <source>Runs on {device}</source>
        <translation>Läuft auf {device}</translation>
    </message>
    <message>
        <source>Device: chosen when the first job starts</source>
        <translation>Gerät: wird beim ersten Auftrag gewählt</translation>
    </message>
    <message>
        <source>Device: {device}</source>
        <translation>Gerät: {device}</translation>
    </message>
    <message>
        <source>{device} · offline</source>
        <translation>{device} · offline</translation>
    </message>
    <message>
        <source>{free} of {total} memory free</source>
        <translation>{free} von {total} Speicher frei</translation>
    </message>
</context>
<context>
    <name>DividerHandle</name>
    <message>
        <source>Divider between before and after</source>
        <translation>Trennlinie zwischen vorher und nachher</translation>
    </message>
    <message>
        <source>Drag, or press the arrow keys, to compare</source>
        <translation>Zum Vergleichen ziehen oder die Pfeiltasten drücken</translation>
    </message>
</context>
<context>
    <name>DoctorDialog</name>
    <message>
        <source>Check-up</source>
        <translation>Überprüfung</translation>
    </message>
    <message>
        <source>Check thoroughly</source>
        <translation>Gründlich prüfen</translation>
    </message>
    <message>
        <source>Reads every installed file again and runs an example of each model</source>
        <translation>Liest alle installierten Dateien neu und führt von jedem Modell ein Beispiel aus</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Without your name, this computer&apos;s name and folders</source>
        <translation>Ohne Ihren Namen, den Namen dieses Computers und Ordner</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the check-up</source>
        <translation>Die Überprüfung schließen</translation>
    </message>
    <message>
        <source>Well</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Could be better</source>
        <translation>Könnte besser sein</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>Gestört</translation>
    </message>
    <message>
        <source>Not looked at</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>Doing</name>
    <message>
        <source>Seed {seed} is used from now on.</source>
        <translation>Ab jetzt wird der Seed {seed} verwendet.</translation>
    </message>
    <message>
        <source>The base model of that portrait is not here any more.</source>
        <translation>Das Basismodell dieses Porträts ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Restored, but these settings are no longer known: {names}</source>
        <translation>Wiederhergestellt, aber diese Einstellungen gibt es nicht mehr: {names}</translation>
    </message>
    <message>
        <source>The settings are restored.</source>
        <translation>Die Einstellungen sind wiederhergestellt.</translation>
    </message>
    <message>
        <source>Hearth made this picture with {model}.</source>
        <translation>Hearth hat dieses Bild mit {model} gemacht.</translation>
    </message>
    <message>
        <source>Hearth made this portrait.</source>
        <translation>Hearth hat dieses Porträt gemacht.</translation>
    </message>
    <message>
        <source>Restore its settings</source>
        <translation>Einstellungen wiederherstellen</translation>
    </message>
    <message>
        <source>Make it again</source>
        <translation>Noch einmal machen</translation>
    </message>
</context>
<context>
    <name>DownloadBar</name>
    <message>
        <source>Download of {title}</source>
        <translation>Download von {title}</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop for now; what is here is kept</source>
        <translation>Vorerst anhalten; was schon hier ist, bleibt</translation>
    </message>
    <message>
        <source>Go on from where it stopped</source>
        <translation>Dort weitermachen, wo angehalten wurde</translation>
    </message>
    <message>
        <source>Stop and delete what is here so far</source>
        <translation>Anhalten und löschen, was bisher hier ist</translation>
    </message>
    <message>
        <source>{action}: download of {title}</source>
        <translation>{action}: Download von {title}</translation>
    </message>
    <message>
        <source>Waiting for its turn; two downloads run at a time</source>
        <translation>Wartet, bis er an der Reihe ist; zwei Downloads laufen gleichzeitig</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startet…</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>{size}/s</source>
        <translation>{size}/s</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
</context>
<context>
    <name>DragChip</name>
    <message>
        <source>Drag out</source>
        <translation>Herausziehen</translation>
    </message>
    <message>
        <source>Drag the result to a folder or another program</source>
        <translation>Ziehen Sie das Ergebnis in einen Ordner oder ein anderes Programm</translation>
    </message>
    <message>
        <source>Drag the result out</source>
        <translation>Das Ergebnis herausziehen</translation>
    </message>
</context>
<context>
    <name>DropZone</name>
    <message>
        <source>Choose files…</source>
        <translation>Dateien wählen…</translation>
    </message>
    <message>
        <source>Choose files (Ctrl+O)</source>
        <translation>Dateien wählen (Strg+O)</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>Choose a whole folder (Ctrl+Shift+O)</source>
        <translation>Einen ganzen Ordner wählen (Strg+Umschalt+O)</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Paste from the clipboard (Ctrl+V)</source>
        <translation>Aus der Zwischenablage einfügen (Strg+V)</translation>
    </message>
    <message>
        <source>Pictures ({patterns})</source>
        <translation>Bilder ({patterns})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose files</source>
        <translation>Dateien wählen</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>The clipboard holds no picture and no file; copy one first.</source>
        <translation>In der Zwischenablage ist weder ein Bild noch eine Datei; kopieren Sie zuerst etwas.</translation>
    </message>
    <message>
        <source>Hearth opens no web addresses; save {name} first and drop the file.</source>
        <translation>Hearth öffnet keine Webadressen; speichern Sie {name} zuerst und legen Sie die Datei hier ab.</translation>
    </message>
    <message>
        <source>There is no picture and no file in what was dropped.</source>
        <translation>Unter dem Abgelegten ist kein Bild und keine Datei.</translation>
    </message>
</context>
<context>
    <name>EditorActions</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Edit the text</source>
        <translation>Text bearbeiten</translation>
    </message>
    <message>
        <source>Change start and end</source>
        <translation>Anfang und Ende ändern</translation>
    </message>
    <message>
        <source>Play the segment</source>
        <translation>Abschnitt abspielen</translation>
    </message>
    <message>
        <source>Split before this word</source>
        <translation>Vor diesem Wort teilen</translation>
    </message>
    <message>
        <source>Merge with the next</source>
        <translation>Mit dem nächsten zusammenführen</translation>
    </message>
    <message>
        <source>Insert a segment after</source>
        <translation>Abschnitt danach einfügen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Mark as right</source>
        <translation>Als richtig markieren</translation>
    </message>
    <message>
        <source>Listen again…</source>
        <translation>Neu erkennen…</translation>
    </message>
    <message>
        <source>New speaker</source>
        <translation>Neuer Sprecher</translation>
    </message>
    <message>
        <source>Rename or merge speakers…</source>
        <translation>Sprecher umbenennen oder zusammenführen…</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Find and replace</source>
        <translation>Suchen und ersetzen</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>Voriger Treffer</translation>
    </message>
    <message>
        <source>Next suspect</source>
        <translation>Nächster Zweifelsfall</translation>
    </message>
    <message>
        <source>Previous suspect</source>
        <translation>Voriger Zweifelsfall</translation>
    </message>
    <message>
        <source>Follow along</source>
        <translation>Der Wiedergabe folgen</translation>
    </message>
    <message>
        <source>Save project</source>
        <translation>Projekt speichern</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Speaker of key {key}</source>
        <translation>Sprecher der Taste {key}</translation>
    </message>
</context>
<context>
    <name>EditorToolbar</name>
    <message>
        <source>Speaker of the selected segments</source>
        <translation>Sprecher der gewählten Abschnitte</translation>
    </message>
    <message>
        <source>Speaker of the selected segments (Ctrl+1 to Ctrl+9)</source>
        <translation>Sprecher der gewählten Abschnitte (Strg+1 bis Strg+9)</translation>
    </message>
    <message>
        <source>Save project (Ctrl+S)</source>
        <translation>Projekt speichern (Strg+S)</translation>
    </message>
</context>
<context>
    <name>ExampleCard</name>
    <message>
        <source>Use these settings</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Use the settings of: {name}</source>
        <translation>Die Einstellungen übernehmen von: {name}</translation>
    </message>
    <message>
        <source>Opens the model&apos;s tab with this picture and its settings</source>
        <translation>Öffnet den Tab des Modells mit diesem Bild und seinen Einstellungen</translation>
    </message>
    <message>
        <source>becomes</source>
        <translation>wird zu</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the example: {name}</source>
        <translation>Das Beispiel entfernen: {name}</translation>
    </message>
    <message>
        <source>{setting}: {value}</source>
        <translation>{setting}: {value}</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export the transcript</source>
        <translation>Transkript exportieren</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Name, without an ending</source>
        <translation>Name, ohne Endung</translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>Formate</translation>
    </message>
    <message>
        <source>{title} ({suffix})</source>
        <translation>{title} ({suffix})</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Folder for the transcript</source>
        <translation>Ordner für das Transkript</translation>
    </message>
    <message>
        <source>Tick at least one format.</source>
        <translation>Haken Sie mindestens ein Format an.</translation>
    </message>
    <message>
        <source>Give the files a name without slashes.</source>
        <translation>Geben Sie den Dateien einen Namen ohne Schrägstriche.</translation>
    </message>
    <message>
        <source>This folder is not there. Choose another.</source>
        <translation>Diesen Ordner gibt es nicht. Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>Preview: {format}</source>
        <translation>Vorschau: {format}</translation>
    </message>
    <message>
        <source>Writes {names}</source>
        <translation>Schreibt {names}</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Export the conversation</source>
        <translation>Gespräch exportieren</translation>
    </message>
    <message>
        <source>Exported as {name}.</source>
        <translation>Als {name} exportiert.</translation>
    </message>
    <message>
        <source>Import a conversation</source>
        <translation>Gespräch importieren</translation>
    </message>
</context>
<context>
    <name>FaceView</name>
    <message>
        <source>One face, which is taken.</source>
        <translation>Ein Gesicht, und es ist gewählt.</translation>
    </message>
    <message>
        <source>{n} faces; face {taken} is taken. Click another one to take that.</source>
        <translation>{n} Gesichter; Gesicht {taken} ist gewählt. Klicken Sie auf ein anderes, um es zu wählen.</translation>
    </message>
    <message>
        <source>Plus and minus zoom, 0 fits, arrow keys move.</source>
        <translation>Plus und Minus zoomen, 0 passt ein, Pfeiltasten verschieben.</translation>
    </message>
    <message>
        <source>Arrow keys or the face&apos;s number take another face; plus and minus zoom, 0 fits.</source>
        <translation>Pfeiltasten oder die Nummer wählen ein anderes Gesicht; Plus und Minus zoomen, 0 passt ein.</translation>
    </message>
    <message>
        <source>Face {n} is taken</source>
        <translation>Gesicht {n} ist gewählt</translation>
    </message>
</context>
<context>
    <name>FewShotRows</name>
    <message>
        <source>Given</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Add an example (Insert)</source>
        <translation>Ein Beispiel hinzufügen (Einfg)</translation>
    </message>
    <message>
        <source>Remove the selected examples (Delete)</source>
        <translation>Die gewählten Beispiele entfernen (Entf)</translation>
    </message>
    <message>
        <source>Move the example up (Alt+Up)</source>
        <translation>Das Beispiel nach oben schieben (Alt+Pfeil hoch)</translation>
    </message>
    <message>
        <source>Move the example down (Alt+Down)</source>
        <translation>Das Beispiel nach unten schieben (Alt+Pfeil runter)</translation>
    </message>
</context>
<context>
    <name>FieldRow</name>
    <message>
        <source>What {setting} does</source>
        <translation>Was {setting} bewirkt</translation>
    </message>
    <message>
        <source>What this does (F1)</source>
        <translation>Was das bewirkt (F1)</translation>
    </message>
    <message>
        <source>Reset {setting}</source>
        <translation>{setting} zurücksetzen</translation>
    </message>
    <message>
        <source>on</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Back to the default: {value}</source>
        <translation>Zurück zur Voreinstellung: {value}</translation>
    </message>
</context>
<context>
    <name>FileDoing</name>
    <message>
        <source>The portrait is on the clipboard.</source>
        <translation>Das Porträt ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Delete {name}?</source>
        <translation>{name} löschen?</translation>
    </message>
    <message>
        <source>Delete {n} portraits?</source>
        <translation>{n} Porträts löschen?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>The files are deleted from the disk.</source>
        <translation>Die Dateien werden vom Datenträger gelöscht.</translation>
    </message>
</context>
<context>
    <name>FileEditor</name>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
</context>
<context>
    <name>FileQueue</name>
    <message>
        <source>Summary</source>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <source>Retry failed</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Run the failed files once more</source>
        <translation>Die fehlgeschlagenen Dateien noch einmal bearbeiten</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Take the selected files off the list (Delete)</source>
        <translation>Die gewählten Dateien von der Liste nehmen (Entf)</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Take all files off the list; none is deleted</source>
        <translation>Alle Dateien von der Liste nehmen; keine wird gelöscht</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Finished files can be dragged to other programs.</source>
        <translation>Fertige Dateien lassen sich in andere Programme ziehen.</translation>
    </message>
    <message>
        <source>{count} files</source>
        <translation>{count} Dateien</translation>
    </message>
    <message>
        <source>1 file</source>
        <translation>1 Datei</translation>
    </message>
    <message>
        <source>{count} done</source>
        <translation>{count} fertig</translation>
    </message>
    <message>
        <source>{count} failed</source>
        <translation>{count} Fehler</translation>
    </message>
</context>
<context>
    <name>FileQueueModel</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Running, {percent} %</source>
        <translation>Läuft, {percent} %</translation>
    </message>
    <message>
        <source>Failed: {reason}</source>
        <translation>Fehlgeschlagen: {reason}</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Done before, skipped</source>
        <translation>Schon vorher fertig, übersprungen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>Ersetzen durch</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>Groß-/Kleinschreibung</translation>
    </message>
    <message>
        <source>A and a are different letters</source>
        <translation>A und a sind verschiedene Buchstaben</translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>Ganze Wörter</translation>
    </message>
    <message>
        <source>Not inside of longer words</source>
        <translation>Nicht innerhalb längerer Wörter</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>Regulärer Ausdruck</translation>
    </message>
    <message>
        <source>A pattern such as “colou?r”; \1 in the replacement is its first group</source>
        <translation>Ein Muster wie „Fotos?“; \1 in der Ersetzung ist seine erste Gruppe</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>Voriger Treffer</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>Suche schließen</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Replace this hit and go to the next (Enter)</source>
        <translation>Diesen Treffer ersetzen und zum nächsten gehen (Eingabe)</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>Alle ersetzen</translation>
    </message>
    <message>
        <source>Replace every hit, as one step that can be undone</source>
        <translation>Jeden Treffer ersetzen, als ein Schritt, der sich rückgängig machen lässt</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>{count} found</source>
        <translation>{count} gefunden</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} von {count}</translation>
    </message>
</context>
<context>
    <name>FindWalk</name>
    <message>
        <source>{count} replaced</source>
        <translation>{count} ersetzt</translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message>
        <source>What the camera sees</source>
        <translation>Was die Kamera sieht</translation>
    </message>
</context>
<context>
    <name>FolderChoice</name>
    <message>
        <source>C&amp;hange…</source>
        <translation>Än&amp;dern…</translation>
    </message>
    <message>
        <source>Change the folder</source>
        <translation>Den Ordner ändern</translation>
    </message>
    <message>
        <source>Choose another folder or disk for the models</source>
        <translation>Einen anderen Ordner oder Datenträger für die Modelle wählen</translation>
    </message>
    <message>
        <source>Folder {path}</source>
        <translation>Ordner {path}</translation>
    </message>
    <message>
        <source>{free} free on this disk</source>
        <translation>{free} frei auf diesem Datenträger</translation>
    </message>
    <message>
        <source>Folder for models</source>
        <translation>Ordner für Modelle</translation>
    </message>
</context>
<context>
    <name>FolderPage</name>
    <message>
        <source>Folder {path}</source>
        <translation>Ordner {path}</translation>
    </message>
    <message>
        <source>O&amp;pen the folder</source>
        <translation>Ordner ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Show it in the file manager</source>
        <translation>Im Dateimanager zeigen</translation>
    </message>
    <message>
        <source>&amp;Move…</source>
        <translation>&amp;Verschieben…</translation>
    </message>
    <message>
        <source>Move models, examples and the record of jobs</source>
        <translation>Modelle, Beispiele und Auftragsprotokoll verschieben</translation>
    </message>
    <message>
        <source>Your models are here</source>
        <translation>Ihre Modelle sind hier</translation>
    </message>
    <message>
        <source>Moving copies everything, reads the copy again and compares, and only then deletes the old files. Settings stay where they are.</source>
        <translation>Beim Verschieben wird alles kopiert, die Kopie noch einmal gelesen und verglichen, und erst dann werden die alten Dateien gelöscht. Die Einstellungen bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>{size} in {files} files; {free} free on this disk</source>
        <translation>{size} in {files} Dateien; {free} frei auf diesem Datenträger</translation>
    </message>
    <message>
        <source>Moving the models from {folder} was not finished.</source>
        <translation>Das Verschieben der Modelle aus {folder} wurde nicht beendet.</translation>
    </message>
    <message>
        <source>Finish it</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Folder to move the models to</source>
        <translation>Ordner, in den die Modelle verschoben werden</translation>
    </message>
    <message>
        <source>Moving the models</source>
        <translation>Modelle werden verschoben</translation>
    </message>
    <message>
        <source>Moved {size} to {folder}.</source>
        <translation>{size} nach {folder} verschoben.</translation>
    </message>
    <message>
        <source>Left there, not Hearth&apos;s or changed meanwhile: {names}.</source>
        <translation>Dort geblieben, da nicht von Hearth oder inzwischen geändert: {names}.</translation>
    </message>
    <message>
        <source>Stopped. Nothing has changed: the models are where they were. What was copied to {folder} stays there, so that moving there again goes on; delete it if you will not.</source>
        <translation>Angehalten. Nichts hat sich geändert: die Modelle sind, wo sie waren. Was nach {folder} kopiert wurde, bleibt dort, damit ein neues Verschieben dorthin weitergeht; löschen Sie es, wenn Sie das nicht wollen.</translation>
    </message>
</context>
<context>
    <name>FolderPanel</name>
    <message>
        <source>A file for each picture goes beside it.</source>
        <translation>Für jedes Bild kommt eine Datei neben das Bild.</translation>
    </message>
    <message>
        <source>A file for each picture goes into {folder}.</source>
        <translation>Für jedes Bild kommt eine Datei in {folder}.</translation>
    </message>
</context>
<context>
    <name>FolderTab</name>
    <message>
        <source>Drop a folder or pictures here</source>
        <translation>Einen Ordner oder Bilder hier ablegen</translation>
    </message>
    <message>
        <source>or choose them. Every picture is asked your questions, and the answers become one table, or a file or caption for each picture.</source>
        <translation>oder wählen. Ihre Fragen werden zu jedem Bild gestellt, und die Antworten werden eine Tabelle, oder eine Datei oder Bildunterschrift je Bild.</translation>
    </message>
    <message>
        <source>Edit questions…</source>
        <translation>Fragen bearbeiten…</translation>
    </message>
    <message>
        <source>{name}-answers</source>
        <translation>{name}-Antworten</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Write a question first</source>
        <translation>Schreiben Sie zuerst eine Frage</translation>
    </message>
    <message>
        <source>{n} pictures, {questions} questions each</source>
        <translation>{n} Bilder, je {questions} Fragen</translation>
    </message>
    <message>
        <source>{n} pictures, one question each</source>
        <translation>{n} Bilder, je eine Frage</translation>
    </message>
    <message>
        <source>Other name…</source>
        <translation>Anderer Name…</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>All of them were answered before, with the same settings.</source>
        <translation>Alle wurden schon vorher beantwortet, mit denselben Einstellungen.</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Neu fragen</translation>
    </message>
    <message>
        <source>Open the table</source>
        <translation>Tabelle öffnen</translation>
    </message>
</context>
<context>
    <name>FolderView</name>
    <message>
        <source>Other files…</source>
        <translation>Andere Dateien…</translation>
    </message>
    <message>
        <source>Put in other files (Ctrl+O)</source>
        <translation>Andere Dateien nehmen (Strg+O)</translation>
    </message>
    <message>
        <source>Copy what was answered (Ctrl+Shift+C)</source>
        <translation>Die Antworten kopieren (Strg+Umschalt+C)</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search the answers about these pictures</source>
        <translation>Die Antworten zu diesen Bildern durchsuchen</translation>
    </message>
    <message>
        <source>Open the table</source>
        <translation>Tabelle öffnen</translation>
    </message>
    <message>
        <source>Open the table with the answers</source>
        <translation>Die Tabelle mit den Antworten öffnen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Show the answers in their folder</source>
        <translation>Die Antworten in ihrem Ordner zeigen</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Picture {name}</source>
        <translation>Bild {name}</translation>
    </message>
    <message>
        <source>No answer: {reason}</source>
        <translation>Keine Antwort: {reason}</translation>
    </message>
    <message>
        <source>The model is looking at it…</source>
        <translation>Das Modell sieht es sich an…</translation>
    </message>
    <message>
        <source>It was answered.</source>
        <translation>Beantwortet.</translation>
    </message>
    <message>
        <source>It was answered before.</source>
        <translation>Schon vorher beantwortet.</translation>
    </message>
    <message>
        <source>Not asked: the run was stopped. Run goes on with it.</source>
        <translation>Nicht gefragt: der Lauf wurde angehalten. Ausführen macht damit weiter.</translation>
    </message>
    <message>
        <source>Not asked yet.</source>
        <translation>Noch nicht gefragt.</translation>
    </message>
    <message>
        <source>Photo {name}</source>
        <translation>Foto {name}</translation>
    </message>
</context>
<context>
    <name>FormatsEditor</name>
    <message>
        <source>Table (CSV)</source>
        <translation>Tabelle (CSV)</translation>
    </message>
    <message>
        <source>One table for spreadsheets, a row each picture</source>
        <translation>Eine Tabelle für Tabellenkalkulationen, eine Zeile je Bild</translation>
    </message>
    <message>
        <source>JSON lines</source>
        <translation>JSON-Zeilen</translation>
    </message>
    <message>
        <source>One file for programs, a line each picture</source>
        <translation>Eine Datei für Programme, eine Zeile je Bild</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>A .txt file beside each picture</source>
        <translation>Eine .txt-Datei neben jedem Bild</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>A .md file beside each picture, with the questions</source>
        <translation>Eine .md-Datei neben jedem Bild, mit den Fragen</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>A .json file beside each picture, with the settings</source>
        <translation>Eine .json-Datei neben jedem Bild, mit den Einstellungen</translation>
    </message>
    <message>
        <source>Caption (XMP)</source>
        <translation>Bildtext (XMP)</translation>
    </message>
    <message>
        <source>A copy of each picture with the answer as its caption, and lists as its keywords</source>
        <translation>Eine Kopie jedes Bildes mit der Antwort als Bildunterschrift und Listen als Stichwörtern</translation>
    </message>
</context>
<context>
    <name>GalleryFilters</name>
    <message>
        <source>Words of an answer or of a file&apos;s name</source>
        <translation>Wörter aus einer Antwort oder einem Dateinamen</translation>
    </message>
    <message>
        <source>Search the answers about pictures</source>
        <translation>Die Antworten zu Bildern durchsuchen</translation>
    </message>
    <message>
        <source>Each word may be the beginning of one (Ctrl+F)</source>
        <translation>Wortanfänge genügen (Strg+F)</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>All folders</source>
        <translation>Alle Ordner</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>All models</source>
        <translation>Alle Modelle</translation>
    </message>
    <message>
        <source>1 picture</source>
        <translation>1 Bild</translation>
    </message>
    <message>
        <source>{count} pictures</source>
        <translation>{count} Bilder</translation>
    </message>
</context>
<context>
    <name>GalleryModel</name>
    <message>
        <source>The file is missing</source>
        <translation>Die Datei fehlt</translation>
    </message>
    <message>
        <source>Changed since</source>
        <translation>Seitdem geändert</translation>
    </message>
</context>
<context>
    <name>GalleryPage</name>
    <message>
        <source>Ask about a folder</source>
        <translation>Zu einem Ordner fragen</translation>
    </message>
    <message>
        <source>Nothing to search yet</source>
        <translation>Noch nichts zu durchsuchen</translation>
    </message>
    <message>
        <source>Ask about a folder of pictures: what is answered there can be searched here, so that pictures are found by words.</source>
        <translation>Stellen Sie Fragen zu einem Ordner mit Bildern: die Antworten lassen sich hier durchsuchen, und so finden Sie Bilder durch Wörter.</translation>
    </message>
    <message>
        <source>Show all pictures</source>
        <translation>Alle Bilder zeigen</translation>
    </message>
    <message>
        <source>Pictures that were found</source>
        <translation>Gefundene Bilder</translation>
    </message>
    <message>
        <source>Ask about it</source>
        <translation>Dazu fragen</translation>
    </message>
    <message>
        <source>Copy the answers</source>
        <translation>Antworten kopieren</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Forget…</source>
        <translation>Vergessen…</translation>
    </message>
    <message>
        <source>Nothing was found for “{words}”</source>
        <translation>Nichts gefunden für „{words}“</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Every word has to be there: try fewer words, or only their beginnings.</source>
        <translation>Jedes Wort muss vorkommen: versuchen Sie es mit weniger Wörtern oder nur ihren Anfängen.</translation>
    </message>
    <message>
        <source>Try fewer words, or look in all folders and at all models.</source>
        <translation>Versuchen Sie es mit weniger Wörtern oder suchen Sie in allen Ordnern und bei allen Modellen.</translation>
    </message>
    <message>
        <source>{name} is not there any more: it was moved, renamed or deleted.</source>
        <translation>{name} ist nicht mehr da: die Datei wurde verschoben, umbenannt oder gelöscht.</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Forget what was said about {name}?</source>
        <translation>Vergessen, was zu {name} gesagt wurde?</translation>
    </message>
    <message>
        <source>It is found no more. The picture and tables with answers stay.</source>
        <translation>Es wird nicht mehr gefunden. Das Bild und Tabellen mit Antworten bleiben.</translation>
    </message>
</context>
<context>
    <name>GridView</name>
    <message>
        <source>Portraits</source>
        <translation>Porträts</translation>
    </message>
    <message>
        <source>Enter opens, Delete deletes, the menu key shows what else can be done.</source>
        <translation>Eingabe öffnet, Entf löscht, die Menütaste zeigt, was sonst noch geht.</translation>
    </message>
</context>
<context>
    <name>HeldChip</name>
    <message>
        <source>Let the answer be free</source>
        <translation>Freie Antwort zulassen</translation>
    </message>
    <message>
        <source>Answer as JSON: {name}</source>
        <translation>Antwort als JSON: {name}</translation>
    </message>
</context>
<context>
    <name>HitView</name>
    <message>
        <source>Ask about it</source>
        <translation>Dazu fragen</translation>
    </message>
    <message>
        <source>Ask more about it in a conversation (Enter)</source>
        <translation>In einem Gespräch mehr dazu fragen (Eingabe)</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the answers (Ctrl+Shift+C)</source>
        <translation>Die Antworten kopieren (Strg+Umschalt+C)</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Show the picture in its folder</source>
        <translation>Das Bild in seinem Ordner zeigen</translation>
    </message>
    <message>
        <source>Forget…</source>
        <translation>Vergessen…</translation>
    </message>
    <message>
        <source>Find it no more; the file stays (Delete)</source>
        <translation>Nicht mehr finden; die Datei bleibt (Entf)</translation>
    </message>
    <message>
        <source>The picture is not there any more: it was moved, renamed or deleted. It lay in {folder}.</source>
        <translation>Das Bild ist nicht mehr da: es wurde verschoben, umbenannt oder gelöscht. Es lag in {folder}.</translation>
    </message>
    <message>
        <source>The picture was changed since it was asked about.</source>
        <translation>Das Bild wurde geändert, seit dazu gefragt wurde.</translation>
    </message>
    <message>
        <source>Picture {name}</source>
        <translation>Bild {name}</translation>
    </message>
</context>
<context>
    <name>ImageChatPage</name>
    <message>
        <source>Ask a question</source>
        <translation>Frage stellen</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Add pictures or text files (Ctrl+O), or drop them here</source>
        <translation>Bilder oder Textdateien hinzufügen (Strg+O) oder hier ablegen</translation>
    </message>
    <message>
        <source>Add pictures or text files</source>
        <translation>Bilder oder Textdateien hinzufügen</translation>
    </message>
    <message>
        <source>What do you want to know?</source>
        <translation>Was möchten Sie wissen?</translation>
    </message>
    <message>
        <source>Add a picture and ask about it, or press one of the ready questions below. Later questions go on with the same pictures. Enter sends.</source>
        <translation>Fügen Sie ein Bild hinzu und fragen Sie dazu, oder drücken Sie unten auf eine der fertigen Fragen. Weitere Fragen gelten denselben Bildern. Eingabe sendet.</translation>
    </message>
    <message>
        <source>Add a picture first</source>
        <translation>Fügen Sie zuerst ein Bild hinzu</translation>
    </message>
    <message>
        <source>Write a question first</source>
        <translation>Schreiben Sie zuerst eine Frage</translation>
    </message>
</context>
<context>
    <name>ImageConversationView</name>
    <message>
        <source>There is no picture and no file in it: copy or drag one.</source>
        <translation>Darin ist weder ein Bild noch eine Datei: kopieren oder ziehen Sie etwas hierher.</translation>
    </message>
    <message>
        <source>The clipboard holds no picture and no file; copy one first.</source>
        <translation>In der Zwischenablage ist weder ein Bild noch eine Datei; kopieren Sie zuerst etwas.</translation>
    </message>
</context>
<context>
    <name>JobBar</name>
    <message>
        <source>{n} s</source>
        <translation>{n} s</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>Progress of the job</source>
        <translation>Fortschritt des Auftrags</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop after the present step (Esc)</source>
        <translation>Nach dem laufenden Schritt anhalten (Esc)</translation>
    </message>
    <message>
        <source>Cancel the job</source>
        <translation>Den Auftrag abbrechen</translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation>noch etwa {time}</translation>
    </message>
    <message>
        <source>Stopping after this step…</source>
        <translation>Wird nach diesem Schritt angehalten…</translation>
    </message>
    <message>
        <source>Waiting for its turn…</source>
        <translation>Wartet, bis er an der Reihe ist…</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startet…</translation>
    </message>
</context>
<context>
    <name>LanguageFiles</name>
    <message>
        <source>Added {name}: {facts}. Check its licence yourself.</source>
        <translation>{name} hinzugefügt: {facts}. Prüfen Sie die Lizenz selbst.</translation>
    </message>
    <message>
        <source>{name} is no language model. It is among your models now.</source>
        <translation>{name} ist kein Sprachmodell. Es ist jetzt unter Ihren Modellen.</translation>
    </message>
</context>
<context>
    <name>LargeView</name>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>Porträt</translation>
    </message>
    <message>
        <source>Back to all portraits (Esc)</source>
        <translation>Zurück zu allen Porträts (Esc)</translation>
    </message>
    <message>
        <source>The one before (Page Up)</source>
        <translation>Vorheriges (Bild auf)</translation>
    </message>
    <message>
        <source>The next one (Page Down)</source>
        <translation>Nächstes (Bild ab)</translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>Loudness</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>Too loud: move away from the microphone</source>
        <translation>Zu laut: gehen Sie weiter weg vom Mikrofon</translation>
    </message>
    <message>
        <source>Very quiet: is this the right microphone?</source>
        <translation>Sehr leise: ist das das richtige Mikrofon?</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
</context>
<context>
    <name>LicenceBadge</name>
    <message>
        <source>Non-commercial use only: {licences}</source>
        <translation>Nur für nichtkommerzielle Zwecke: {licences}</translation>
    </message>
</context>
<context>
    <name>LicenceMark</name>
    <message>
        <source>Licence unknown</source>
        <translation>Lizenz unbekannt</translation>
    </message>
    <message>
        <source>Only the author of the weights knows what is allowed: ask them.</source>
        <translation>Nur der Urheber der Gewichte weiß, was erlaubt ist: fragen Sie ihn.</translation>
    </message>
    <message>
        <source>Commercial use is allowed.</source>
        <translation>Kommerzielle Nutzung ist erlaubt.</translation>
    </message>
    <message>
        <source>{licence}: non-commercial only</source>
        <translation>{licence}: nur nichtkommerziell</translation>
    </message>
    <message>
        <source>Results may not be used commercially.</source>
        <translation>Ergebnisse dürfen nicht kommerziell genutzt werden.</translation>
    </message>
</context>
<context>
    <name>LicenceNotice</name>
    <message>
        <source>Portraits are made with weights that are for non-commercial use only: {licences}. Every portrait says so in its metadata. Only use photos of people who agree.</source>
        <translation>Porträts entstehen mit Gewichten, die nur für nichtkommerzielle Zwecke sind: {licences}. Jedes Porträt vermerkt das in seinen Metadaten. Verwenden Sie nur Fotos von Menschen, die einverstanden sind.</translation>
    </message>
    <message>
        <source>Understood, go on</source>
        <translation>Verstanden, weiter</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
</context>
<context>
    <name>Likeness</name>
    <message>
        <source>Very alike</source>
        <translation>Sehr ähnlich</translation>
    </message>
    <message>
        <source>Alike</source>
        <translation>Ähnlich</translation>
    </message>
    <message>
        <source>Less alike</source>
        <translation>Weniger ähnlich</translation>
    </message>
    <message>
        <source>Hardly alike</source>
        <translation>Kaum ähnlich</translation>
    </message>
    <message>
        <source>{words}: {likeness}. Two good photos of one person have about {usual}.</source>
        <translation>{words}: {likeness}. Zwei gute Fotos einer Person haben etwa {usual}.</translation>
    </message>
    <message>
        <source>{words}: {likeness}. The photos among themselves have {among}.</source>
        <translation>{words}: {likeness}. Die Fotos untereinander haben {among}.</translation>
    </message>
</context>
<context>
    <name>LikenessWatch</name>
    <message>
        <source>Faces of {name}</source>
        <translation>Gesichter von {name}</translation>
    </message>
    <message>
        <source>Faces were not compared. {reason}</source>
        <translation>Gesichter wurden nicht verglichen. {reason}</translation>
    </message>
    <message>
        <source>Install and compare</source>
        <translation>Installieren und vergleichen</translation>
    </message>
</context>
<context>
    <name>ListDialog</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Nach unten</translation>
    </message>
</context>
<context>
    <name>LiveLine</name>
    <message numerus="yes">
        <source>Listening: %Ln segments so far. You can edit them when it is done.</source>
        <translation>
            <numerusform>Hört zu: bisher %Ln Abschnitt. Sie können ihn bearbeiten, wenn alles fertig ist.</numerusform>
            <numerusform>Hört zu: bisher %Ln Abschnitte. Sie können sie bearbeiten, wenn alles fertig ist.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>{tab} — Hearth</source>
        <translation>{tab} — Hearth</translation>
    </message>
    <message>
        <source>Close Hearth?</source>
        <translation>Hearth schließen?</translation>
    </message>
    <message>
        <source>A job is running: stop it and close?</source>
        <translation>Ein Auftrag läuft: anhalten und schließen?</translation>
    </message>
    <message>
        <source>It stops after its present step. Finished files stay.</source>
        <translation>Er hält nach dem laufenden Schritt an. Fertige Dateien bleiben.</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Anhalten und schließen</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Stopping after this step, then Hearth closes…</source>
        <translation>Wird nach diesem Schritt angehalten, dann schließt Hearth…</translation>
    </message>
</context>
<context>
    <name>MediaPane</name>
    <message>
        <source>Show the captions as they will look, over the picture (Ctrl+Shift+V)</source>
        <translation>Die Untertitel über dem Bild zeigen, wie sie aussehen werden (Strg+Umschalt+V)</translation>
    </message>
    <message>
        <source>Preview of the captions</source>
        <translation>Vorschau der Untertitel</translation>
    </message>
</context>
<context>
    <name>MessageButtons</name>
    <message>
        <source>Version {n} of {total}</source>
        <translation>Fassung {n} von {total}</translation>
    </message>
    <message>
        <source>Copy this message</source>
        <translation>Diese Nachricht kopieren</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Edit and send again (Up)</source>
        <translation>Bearbeiten und noch einmal senden (Pfeil hoch)</translation>
    </message>
    <message>
        <source>Answer again (Ctrl+R)</source>
        <translation>Noch einmal antworten lassen (Strg+R)</translation>
    </message>
    <message>
        <source>Go on from here in a new conversation</source>
        <translation>Von hier aus in einem neuen Gespräch weitermachen</translation>
    </message>
    <message>
        <source>The version before this one</source>
        <translation>Die Fassung vor dieser</translation>
    </message>
    <message>
        <source>The version after this one</source>
        <translation>Die Fassung nach dieser</translation>
    </message>
    <message>
        <source>Let the model go on with this answer</source>
        <translation>Das Modell diese Antwort fortsetzen lassen</translation>
    </message>
</context>
<context>
    <name>MessageStrip</name>
    <message>
        <source>Act on the message</source>
        <translation>Auf die Meldung eingehen</translation>
    </message>
    <message>
        <source>Refuse what the message offers</source>
        <translation>Ablehnen, was die Meldung anbietet</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
    <message>
        <source>Copy details of the error</source>
        <translation>Details des Fehlers kopieren</translation>
    </message>
    <message>
        <source>Copy the technical details, for a report</source>
        <translation>Die technischen Details kopieren, für eine Meldung des Fehlers</translation>
    </message>
    <message>
        <source>Dismiss message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Something went wrong that Hearth did not expect ({kind}: {message}). The input is unharmed; please copy the details and report them.</source>
        <translation>Etwas ist schiefgegangen, womit Hearth nicht gerechnet hat ({kind}: {message}). Die Eingabe ist unversehrt; bitte kopieren Sie die Details und melden Sie den Fehler.</translation>
    </message>
</context>
<context>
    <name>MessageView</name>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Your message</source>
        <translation>Ihre Nachricht</translation>
    </message>
    <message>
        <source>Answer of {model}</source>
        <translation>Antwort von {model}</translation>
    </message>
    <message>
        <source>Text of the message</source>
        <translation>Text der Nachricht</translation>
    </message>
</context>
<context>
    <name>MissingFolder</name>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Erneut versuchen</translation>
    </message>
    <message>
        <source>&amp;Choose another folder…</source>
        <translation>&amp;Anderen Ordner wählen…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Folder for models</source>
        <translation>Ordner für Modelle</translation>
    </message>
</context>
<context>
    <name>ModelDetail</name>
    <message>
        <source>Its name on the command line</source>
        <translation>Sein Name auf der Kommandozeile</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>Woher es kommt</translation>
    </message>
    <message>
        <source>Good at</source>
        <translation>Gut für</translation>
    </message>
    <message>
        <source>Not good at</source>
        <translation>Nicht gut für</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Your model</source>
        <translation>Ihr Modell</translation>
    </message>
    <message>
        <source>The file is gone</source>
        <translation>Die Datei ist weg</translation>
    </message>
    <message>
        <source>Put it back, or import it again.</source>
        <translation>Legen Sie sie zurück oder importieren Sie sie neu.</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installiert</translation>
    </message>
    <message>
        <source>It is kept for when Hearth learns to run it.</source>
        <translation>Es bleibt hier, bis Hearth es auszuführen lernt.</translation>
    </message>
    <message>
        <source>Nothing here runs it yet</source>
        <translation>Noch führt hier nichts es aus</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten…</translation>
    </message>
    <message>
        <source>Share…</source>
        <translation>Weitergeben…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Beispiele</translation>
    </message>
</context>
<context>
    <name>ModelList</name>
    <message>
        <source>Search models (Ctrl+F)</source>
        <translation>Modelle suchen (Strg+F)</translation>
    </message>
    <message>
        <source>Search models</source>
        <translation>Modelle suchen</translation>
    </message>
    <message>
        <source>Models by task</source>
        <translation>Modelle nach Aufgabe</translation>
    </message>
    <message>
        <source>No model has all of these words.</source>
        <translation>Kein Modell enthält alle diese Wörter.</translation>
    </message>
    <message>
        <source>For other tasks</source>
        <translation>Für andere Aufgaben</translation>
    </message>
    <message>
        <source>{model}: {state}</source>
        <translation>{model}: {state}</translation>
    </message>
</context>
<context>
    <name>ModelPicker</name>
    <message>
        <source>Licence unknown</source>
        <translation>Lizenz unbekannt</translation>
    </message>
    <message>
        <source>Non-commercial</source>
        <translation>Nichtkommerziell</translation>
    </message>
    <message>
        <source>Your file</source>
        <translation>Ihre Datei</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installiert</translation>
    </message>
    <message>
        <source>Downloads {size}</source>
        <translation>Lädt {size} herunter</translation>
    </message>
    <message>
        <source>older version {id}</source>
        <translation>ältere Version {id}</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Which model does the work</source>
        <translation>Welches Modell die Arbeit macht</translation>
    </message>
    <message>
        <source>Add file…</source>
        <translation>Datei hinzufügen…</translation>
    </message>
    <message>
        <source>Add a checkpoint of your own ({suffixes}); dropping it on the window does too</source>
        <translation>Einen eigenen Checkpoint hinzufügen ({suffixes}); Ablegen im Fenster geht auch</translation>
    </message>
    <message>
        <source>Add a checkpoint file of your own</source>
        <translation>Eine eigene Checkpoint-Datei hinzufügen</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Add a folder with a model of your own; dropping it does too</source>
        <translation>Einen Ordner mit einem eigenen Modell hinzufügen; Ablegen geht auch</translation>
    </message>
    <message>
        <source>Add a model folder of your own</source>
        <translation>Einen eigenen Modellordner hinzufügen</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Take this checkpoint off the list (Delete)</source>
        <translation>Diesen Checkpoint von der Liste nehmen (Entf)</translation>
    </message>
    <message>
        <source>Remove this checkpoint of your own</source>
        <translation>Diesen eigenen Checkpoint entfernen</translation>
    </message>
    <message>
        <source>Add a model folder</source>
        <translation>Modellordner hinzufügen</translation>
    </message>
    <message>
        <source>Checkpoints ({patterns})</source>
        <translation>Checkpoints ({patterns})</translation>
    </message>
    <message>
        <source>Add a checkpoint</source>
        <translation>Checkpoint hinzufügen</translation>
    </message>
</context>
<context>
    <name>ModelsTab</name>
    <message>
        <source>Storage</source>
        <translation>Ablage</translation>
    </message>
    <message>
        <source>Where the models are, what takes room, other programs, packs (Ctrl+D)</source>
        <translation>Wo die Modelle sind, was Platz braucht, andere Programme, Pakete (Strg+D)</translation>
    </message>
    <message>
        <source>Add a model…</source>
        <translation>Modell hinzufügen…</translation>
    </message>
    <message>
        <source>Add a model of your own</source>
        <translation>Ein eigenes Modell hinzufügen</translation>
    </message>
    <message>
        <source>A file or folder with weights, or a shared .hearth file (Ctrl+O)</source>
        <translation>Datei oder Ordner mit Gewichten oder eine weitergegebene .hearth-Datei (Strg+O)</translation>
    </message>
    <message>
        <source>Check-up…</source>
        <translation>Überprüfen…</translation>
    </message>
    <message>
        <source>Check-up</source>
        <translation>Überprüfung</translation>
    </message>
    <message>
        <source>Looks whether all is well: GPU, disk, files</source>
        <translation>Sieht nach, ob alles in Ordnung ist: Grafikkarte, Datenträger, Dateien</translation>
    </message>
    <message>
        <source>{used} of models here, {free} free on the disk</source>
        <translation>{used} für Modelle hier, {free} frei auf dem Datenträger</translation>
    </message>
    <message>
        <source>On this computer, for a picture of two megapixels: {plan}</source>
        <translation>Auf diesem Computer, für ein Bild mit zwei Megapixeln: {plan}</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>weg</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>aufbewahrt</translation>
    </message>
    <message>
        <source>downloading</source>
        <translation>wird heruntergeladen</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>loaded</source>
        <translation>geladen</translation>
    </message>
    <message>
        <source>installed</source>
        <translation>installiert</translation>
    </message>
    <message>
        <source>your file</source>
        <translation>Ihre Datei</translation>
    </message>
    <message>
        <source>Offline mode is on: switch it off in the settings to download.</source>
        <translation>Der Offline-Modus ist an: schalten Sie ihn zum Herunterladen in den Einstellungen aus.</translation>
    </message>
    <message>
        <source>{size} given back.</source>
        <translation>{size} freigegeben.</translation>
    </message>
    <message>
        <source>A job is using it; it is unloaded when that ends.</source>
        <translation>Ein Auftrag verwendet es; es wird danach entladen.</translation>
    </message>
</context>
<context>
    <name>MoveDialog</name>
    <message>
        <source>Move the models</source>
        <translation>Modelle verschieben</translation>
    </message>
    <message>
        <source>Move the models here?</source>
        <translation>Die Modelle hierher verschieben?</translation>
    </message>
    <message>
        <source>{size} in {files} files will be moved from {folder}. You can stop at any time. Afterwards the window opens anew.</source>
        <translation>{size} in {files} Dateien werden aus {folder} verschoben. Sie können jederzeit anhalten. Danach öffnet sich das Fenster neu.</translation>
    </message>
    <message>
        <source>&amp;Move</source>
        <translation>&amp;Verschieben</translation>
    </message>
    <message>
        <source>Move the models to this folder</source>
        <translation>Die Modelle in diesen Ordner verschieben</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>NestedBox</name>
    <message>
        <source>With sub-folders</source>
        <translation>Unterordner</translation>
    </message>
    <message>
        <source>Also work on the files in folders inside folders</source>
        <translation>Auch die Dateien in Ordnern innerhalb von Ordnern bearbeiten</translation>
    </message>
</context>
<context>
    <name>OfferBar</name>
    <message>
        <source>Dismiss message</source>
        <translation>Meldung schließen</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>Moving the models from {folder} was not finished.</source>
        <translation>Das Verschieben der Modelle aus {folder} wurde nicht beendet.</translation>
    </message>
    <message>
        <source>Finish it…</source>
        <translation>Beenden…</translation>
    </message>
    <message>
        <source>Looking for models of other programs…</source>
        <translation>Suche nach Modellen anderer Programme…</translation>
    </message>
</context>
<context>
    <name>OverflowPanel</name>
    <message>
        <source>What would be left out</source>
        <translation>Was weggelassen würde</translation>
    </message>
    <message>
        <source>Send without them</source>
        <translation>Ohne sie senden</translation>
    </message>
    <message>
        <source>Raise the context length</source>
        <translation>Kontextlänge erhöhen</translation>
    </message>
    <message>
        <source>Edit the message</source>
        <translation>Nachricht bearbeiten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>This takes {tokens} tokens, the answer included; the window holds {window}.</source>
        <translation>Das braucht {tokens} Token, die Antwort mitgerechnet; das Kontextfenster fasst {window}.</translation>
    </message>
    <message>
        <source>The model would not read the first {n} tokens of the text.</source>
        <translation>Die ersten {n} Token des Textes würde das Modell nicht lesen.</translation>
    </message>
    <message>
        <source>Continue without them</source>
        <translation>Ohne sie fortsetzen</translation>
    </message>
    <message>
        <source>The model would not read these oldest messages ({n}); they stay in the conversation:</source>
        <translation>Diese ältesten Nachrichten ({n}) würde das Modell nicht lesen; sie bleiben im Gespräch:</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>(pictures: {n})</source>
        <translation>(Bilder: {n})</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>und {n} weitere</translation>
    </message>
    <message>
        <source>Raise the context length to {n}</source>
        <translation>Kontextlänge auf {n} erhöhen</translation>
    </message>
    <message>
        <source>Takes more memory, and loads the model anew</source>
        <translation>Braucht mehr Speicher und lädt das Modell neu</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>Overview of the whole recording</source>
        <translation>Übersicht der ganzen Aufnahme</translation>
    </message>
    <message>
        <source>Click or drag to move the view</source>
        <translation>Klicken oder ziehen, um den Ausschnitt zu bewegen</translation>
    </message>
</context>
<context>
    <name>OwnBases</name>
    <message>
        <source>Added {name}. Check its licence yourself.</source>
        <translation>{name} hinzugefügt. Prüfen Sie die Lizenz selbst.</translation>
    </message>
    <message>
        <source>{name} draws no portraits: that takes SDXL. It is among your models.</source>
        <translation>{name} zeichnet keine Porträts: dafür braucht es SDXL. Es ist bei Ihren Modellen.</translation>
    </message>
</context>
<context>
    <name>OwnCommands</name>
    <message>
        <source>Models ({patterns});;All files (*)</source>
        <translation>Modelle ({patterns});;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Add models</source>
        <translation>Modelle hinzufügen</translation>
    </message>
    <message>
        <source>Add a model folder</source>
        <translation>Modellordner hinzufügen</translation>
    </message>
    <message>
        <source>Added as {name}. Check its licence yourself.</source>
        <translation>Als {name} hinzugefügt. Prüfen Sie die Lizenz selbst.</translation>
    </message>
    <message>
        <source>Share the model as one file</source>
        <translation>Das Modell als eine Datei weitergeben</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Weitergeben</translation>
    </message>
    <message>
        <source>Put the weights into the file, too?</source>
        <translation>Auch die Gewichte in die Datei packen?</translation>
    </message>
    <message>
        <source>With them the file is {size} large. Check that their licence lets you pass them on. Without them, whoever gets the file needs the same weights.</source>
        <translation>Mit ihnen ist die Datei {size} groß. Prüfen Sie, ob Sie sie nach ihrer Lizenz weitergeben dürfen. Ohne sie braucht, wer die Datei bekommt, dieselben Gewichte.</translation>
    </message>
    <message>
        <source>Without weights</source>
        <translation>Ohne Gewichte</translation>
    </message>
    <message>
        <source>With weights</source>
        <translation>Mit Gewichten</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>Als {name} gespeichert.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove {title}?</source>
        <translation>{title} entfernen?</translation>
    </message>
    <message>
        <source>What Hearth keeps of it is deleted. Files of yours elsewhere stay.</source>
        <translation>Was Hearth davon aufbewahrt, wird gelöscht. Ihre Dateien an anderen Orten bleiben.</translation>
    </message>
</context>
<context>
    <name>OwnFiles</name>
    <message>
        <source>Looking at {name}…</source>
        <translation>{name} wird untersucht…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove {name} from Hearth?</source>
        <translation>{name} aus Hearth entfernen?</translation>
    </message>
    <message>
        <source>Hearth&apos;s copy is deleted. The file it was added from stays where it is.</source>
        <translation>Die Kopie von Hearth wird gelöscht. Die Datei, von der sie stammt, bleibt, wo sie ist.</translation>
    </message>
    <message>
        <source>{name} is in use. Wait for the job to end, or cancel it, first.</source>
        <translation>{name} wird gerade verwendet. Warten Sie das Ende des Auftrags ab oder brechen Sie ihn ab.</translation>
    </message>
    <message>
        <source>{name} is removed from Hearth.</source>
        <translation>{name} wurde aus Hearth entfernt.</translation>
    </message>
</context>
<context>
    <name>OwnModelDialog</name>
    <message>
        <source>Edit {name}</source>
        <translation>{name} bearbeiten</translation>
    </message>
    <message>
        <source>For example CC-BY-4.0</source>
        <translation>Zum Beispiel CC-BY-4.0</translation>
    </message>
    <message>
        <source>I do not know</source>
        <translation>Weiß ich nicht</translation>
    </message>
    <message>
        <source>Commercial use is allowed</source>
        <translation>Kommerzielle Nutzung ist erlaubt</translation>
    </message>
    <message>
        <source>Non-commercial use only</source>
        <translation>Nur nichtkommerzielle Nutzung</translation>
    </message>
    <message>
        <source>&amp;Description</source>
        <translation>&amp;Beschreibung</translation>
    </message>
    <message>
        <source>De&amp;fault settings</source>
        <translation>&amp;Voreinstellungen</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>What it is good for</source>
        <translation>Wofür es gut ist</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Nutzung</translation>
    </message>
    <message>
        <source>Good at (a line each)</source>
        <translation>Gut für (je eine Zeile)</translation>
    </message>
    <message>
        <source>Not good at (a line each)</source>
        <translation>Nicht gut für (je eine Zeile)</translation>
    </message>
    <message>
        <source>Description (Markdown)</source>
        <translation>Beschreibung (Markdown)</translation>
    </message>
    <message>
        <source>What the model&apos;s form shows at first, and what the command line uses.</source>
        <translation>Was das Formular des Modells zuerst zeigt und was die Kommandozeile verwendet.</translation>
    </message>
</context>
<context>
    <name>OwnWhisper</name>
    <message>
        <source>Added {name}. Check its licence yourself.</source>
        <translation>{name} hinzugefügt. Prüfen Sie die Lizenz selbst.</translation>
    </message>
    <message>
        <source>{name} does not write down speech. It is among your models now.</source>
        <translation>{name} schreibt keine Sprache auf. Es ist jetzt unter Ihren Modellen.</translation>
    </message>
</context>
<context>
    <name>PackPage</name>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>&amp;Only what is installed here</source>
        <translation>&amp;Nur, was hier installiert ist</translation>
    </message>
    <message>
        <source>Download nothing for it</source>
        <translation>Dafür nichts herunterladen</translation>
    </message>
    <message>
        <source>&amp;Save a pack…</source>
        <translation>Paket spei&amp;chern…</translation>
    </message>
    <message>
        <source>&amp;Install a pack…</source>
        <translation>Paket &amp;installieren…</translation>
    </message>
    <message>
        <source>You can also drop a pack on the Models tab</source>
        <translation>Sie können ein Paket auch auf dem Tab Modelle ablegen</translation>
    </message>
    <message>
        <source>One file with everything that the models of a task need. Take it to a computer without network and install it there.</source>
        <translation>Eine Datei mit allem, was die Modelle einer Aufgabe brauchen. Bringen Sie sie auf einen Computer ohne Netz und installieren Sie sie dort.</translation>
    </message>
    <message>
        <source>Save a pack</source>
        <translation>Paket speichern</translation>
    </message>
    <message>
        <source>&amp;Task</source>
        <translation>Au&amp;fgabe</translation>
    </message>
    <message>
        <source>Only files that Hearth knows are taken out, each after a check of its hash.</source>
        <translation>Entnommen werden nur Dateien, die Hearth kennt, jede nach einer Prüfung ihrer Prüfsumme.</translation>
    </message>
    <message>
        <source>Install a pack</source>
        <translation>Paket installieren</translation>
    </message>
    <message>
        <source>Nothing of this is installed here yet.</source>
        <translation>Davon ist hier noch nichts installiert.</translation>
    </message>
    <message>
        <source>{models}: {size}.</source>
        <translation>{models}: {size}.</translation>
    </message>
    <message>
        <source>Offline mode is on: only what is installed can be packed.</source>
        <translation>Der Offline-Modus ist an: nur Installiertes lässt sich packen.</translation>
    </message>
    <message>
        <source>{size} are downloaded first, and stay installed.</source>
        <translation>{size} werden zuvor heruntergeladen und bleiben installiert.</translation>
    </message>
    <message>
        <source>Some are for non-commercial use only: {licences}.</source>
        <translation>Einige sind nur für nichtkommerzielle Zwecke: {licences}.</translation>
    </message>
    <message>
        <source>Packs (*.tar)</source>
        <translation>Pakete (*.tar)</translation>
    </message>
    <message>
        <source>Saving a pack</source>
        <translation>Paket wird gespeichert</translation>
    </message>
    <message>
        <source>Saved as {path} ({size}).</source>
        <translation>Als {path} gespeichert ({size}).</translation>
    </message>
    <message>
        <source>Packs (*.tar);;All files (*)</source>
        <translation>Pakete (*.tar);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Stopped. What is here is kept: install it again to go on.</source>
        <translation>Angehalten. Was hier ist, bleibt: installieren Sie es noch einmal, um fortzufahren.</translation>
    </message>
    <message>
        <source>{name}: {n} files installed ({size}), {here} were here already.</source>
        <translation>{name}: {n} Dateien installiert ({size}), {here} waren schon hier.</translation>
    </message>
    <message>
        <source>Left out, since another version of Hearth made it for: {names}.</source>
        <translation>Ausgelassen, da eine andere Version von Hearth es dafür gemacht hat: {names}.</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
</context>
<context>
    <name>ParamsForm</name>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Show advanced settings</source>
        <translation>Erweiterte Einstellungen zeigen</translation>
    </message>
    <message>
        <source>Settings that are rarely changed</source>
        <translation>Einstellungen, die man selten ändert</translation>
    </message>
    <message>
        <source>Please fill this in.</source>
        <translation>Bitte füllen Sie das aus.</translation>
    </message>
    <message>
        <source>Please give a number from {low} to {high}.</source>
        <translation>Bitte geben Sie eine Zahl von {low} bis {high} ein.</translation>
    </message>
    <message>
        <source>This value cannot be used: {reason}</source>
        <translation>Dieser Wert lässt sich nicht verwenden: {reason}</translation>
    </message>
</context>
<context>
    <name>PhotoChip</name>
    <message>
        <source>Remove {name}</source>
        <translation>{name} entfernen</translation>
    </message>
</context>
<context>
    <name>PhotoSide</name>
    <message>
        <source>Find faces now</source>
        <translation>Gesichter jetzt suchen</translation>
    </message>
    <message>
        <source>Download what finds faces</source>
        <translation>Gesichtssuche herunterladen</translation>
    </message>
    <message>
        <source>Other photo…</source>
        <translation>Anderes Foto…</translation>
    </message>
    <message>
        <source>Put in another photo (Ctrl+O)</source>
        <translation>Anderes Foto nehmen (Strg+O)</translation>
    </message>
    <message>
        <source>Add photos…</source>
        <translation>Fotos hinzufügen…</translation>
    </message>
    <message>
        <source>Add more photos of the same person: the likeness holds better</source>
        <translation>Weitere Fotos derselben Person hinzufügen: die Ähnlichkeit wird verlässlicher</translation>
    </message>
    <message>
        <source>Pose picture…</source>
        <translation>Posenbild…</translation>
    </message>
    <message>
        <source>Choose a picture whose pose the portrait takes; its identity does not count</source>
        <translation>Ein Bild wählen, dessen Pose das Porträt übernimmt; wer darauf ist, zählt nicht</translation>
    </message>
    <message>
        <source>Looking for faces…</source>
        <translation>Gesichter werden gesucht…</translation>
    </message>
    <message>
        <source>Photo {name}</source>
        <translation>Foto {name}</translation>
    </message>
    <message>
        <source>Compare now</source>
        <translation>Jetzt vergleichen</translation>
    </message>
    <message>
        <source>Download what tells people apart</source>
        <translation>Laden, was Menschen unterscheidet</translation>
    </message>
    <message>
        <source>The largest face is taken. To see all faces here, what finds them is downloaded first ({size}); it comes with the first run, too.</source>
        <translation>Das größte Gesicht wird genommen. Um hier alle Gesichter zu sehen, wird zuerst die Gesichtssuche heruntergeladen ({size}); beim ersten Lauf kommt sie ohnehin mit.</translation>
    </message>
    <message>
        <source>The photos are {likeness} alike.</source>
        <translation>Die Ähnlichkeit der Fotos untereinander ist {likeness}.</translation>
    </message>
    <message>
        <source>Whether the photos show the same person is seen with a download ({size}); it comes with the first run, too.</source>
        <translation>Ob die Fotos dieselbe Person zeigen, lässt sich nach einem Download ({size}) sehen; er kommt auch mit dem ersten Lauf.</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>Nicht verwendet</translation>
    </message>
    <message>
        <source>It looks like somebody else, and is left out. Remove it, or replace it.</source>
        <translation>Es sieht nach jemand anderem aus und wird ausgelassen. Entfernen oder ersetzen Sie es.</translation>
    </message>
    <message>
        <source>Somebody else?</source>
        <translation>Jemand anderes?</translation>
    </message>
    <message>
        <source>The face photo: pose and size come from it, too.</source>
        <translation>Das Gesichtsfoto: auch Pose und Größe kommen von ihm.</translation>
    </message>
    <message>
        <source>Press to make it the face photo.</source>
        <translation>Drücken, um es zum Gesichtsfoto zu machen.</translation>
    </message>
    <message>
        <source>Face photo</source>
        <translation>Gesichtsfoto</translation>
    </message>
    <message>
        <source>{likeness} alike</source>
        <translation>Ähnlichkeit {likeness}</translation>
    </message>
    <message>
        <source>The portrait takes this pose. Press to choose another picture.</source>
        <translation>Das Porträt übernimmt diese Pose. Drücken, um ein anderes Bild zu wählen.</translation>
    </message>
    <message>
        <source>Pose</source>
        <translation>Pose</translation>
    </message>
    <message>
        <source>Add photos of the same person</source>
        <translation>Fotos derselben Person hinzufügen</translation>
    </message>
    <message>
        <source>Choose a pose picture</source>
        <translation>Posenbild wählen</translation>
    </message>
</context>
<context>
    <name>Pickup</name>
    <message>
        <source>a transcript</source>
        <translation>ein Transkript</translation>
    </message>
    <message>
        <source>Hearth ended before your changes to {name} were saved.</source>
        <translation>Hearth wurde beendet, bevor Ihre Änderungen an {name} gespeichert waren.</translation>
    </message>
    <message>
        <source>Restore them</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>The transcription of {name} was interrupted at {time}.</source>
        <translation>Die Transkription von {name} wurde bei {time} unterbrochen.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Verwerfen</translation>
    </message>
</context>
<context>
    <name>PictureButton</name>
    <message>
        <source>{name} (missing)</source>
        <translation>{name} (fehlt)</translation>
    </message>
    <message>
        <source>Show {picture}</source>
        <translation>{picture} zeigen</translation>
    </message>
</context>
<context>
    <name>PictureChip</name>
    <message>
        <source>Take the picture off again</source>
        <translation>Das Bild wieder wegnehmen</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>{name} entfernen</translation>
    </message>
</context>
<context>
    <name>PictureChips</name>
    <message>
        <source>Pictures of this message</source>
        <translation>Bilder dieser Nachricht</translation>
    </message>
    <message>
        <source>{n} tokens</source>
        <translation>{n} Token</translation>
    </message>
    <message>
        <source>about {n} tokens</source>
        <translation>etwa {n} Token</translation>
    </message>
</context>
<context>
    <name>PictureDrop</name>
    <message>
        <source>Drop a picture here</source>
        <translation>Ein Bild hier ablegen</translation>
    </message>
    <message>
        <source>or choose or paste one, then ask about it. It stays on this machine.</source>
        <translation>oder eines wählen oder einfügen, dann dazu fragen. Es bleibt auf diesem Computer.</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Bildschirm</translation>
    </message>
    <message>
        <source>Take a picture of the screen</source>
        <translation>Den Bildschirm aufnehmen</translation>
    </message>
    <message>
        <source>Camera…</source>
        <translation>Kamera…</translation>
    </message>
    <message>
        <source>Take a picture with the camera</source>
        <translation>Mit der Kamera aufnehmen</translation>
    </message>
</context>
<context>
    <name>PictureResult</name>
    <message>
        <source>Other files…</source>
        <translation>Andere Dateien…</translation>
    </message>
    <message>
        <source>Put in other files (Ctrl+O)</source>
        <translation>Andere Dateien nehmen (Strg+O)</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>Kopie speichern…</translation>
    </message>
    <message>
        <source>Save the result elsewhere (Ctrl+S)</source>
        <translation>Das Ergebnis woanders speichern (Strg+S)</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>und {n} weitere</translation>
    </message>
    <message>
        <source>made from {name}</source>
        <translation>aus {name}</translation>
    </message>
</context>
<context>
    <name>PictureSide</name>
    <message>
        <source>Ask about a region</source>
        <translation>Ausschnitt wählen</translation>
    </message>
    <message>
        <source>Draw what you ask about (Ctrl+Shift+D)</source>
        <translation>Aufziehen, wonach Sie fragen (Strg+Umschalt+D)</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add pictures (Ctrl+O)</source>
        <translation>Bilder hinzufügen (Strg+O)</translation>
    </message>
    <message>
        <source>Take a picture of the screen</source>
        <translation>Den Bildschirm aufnehmen</translation>
    </message>
    <message>
        <source>Take a picture with the camera</source>
        <translation>Mit der Kamera aufnehmen</translation>
    </message>
    <message>
        <source>Add the region</source>
        <translation>Ausschnitt nehmen</translation>
    </message>
    <message>
        <source>Ask about it with the next message (Enter)</source>
        <translation>Mit der nächsten Nachricht dazu fragen (Eingabe)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Draw no region</source>
        <translation>Keinen Ausschnitt aufziehen</translation>
    </message>
    <message>
        <source>Picture {name}</source>
        <translation>Bild {name}</translation>
    </message>
    <message>
        <source>Drag over what you ask about, or press Enter and use the arrow keys.</source>
        <translation>Ausschnitt aufziehen oder Eingabe und Pfeiltasten drücken.</translation>
    </message>
</context>
<context>
    <name>PictureStrip</name>
    <message>
        <source>Pictures of this conversation</source>
        <translation>Bilder dieses Gesprächs</translation>
    </message>
    <message>
        <source>{picture}, goes with the next message</source>
        <translation>{picture}, geht mit der nächsten Nachricht mit</translation>
    </message>
    <message>
        <source>{name}
new</source>
        <translation>{name}
neu</translation>
    </message>
</context>
<context>
    <name>PictureView</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Plus and minus zoom, 0 fits, 1 is 100 %, 2 is 200 %, arrow keys move.</source>
        <translation>Plus und Minus zoomen, 0 passt ein, 1 ist 100 %, 2 ist 200 %, Pfeiltasten verschieben.</translation>
    </message>
</context>
<context>
    <name>PlanLine</name>
    <message>
        <source>How it will run: {plan}</source>
        <translation>So wird es laufen: {plan}</translation>
    </message>
    <message>
        <source>Fits into memory</source>
        <translation>Passt in den Speicher</translation>
    </message>
    <message>
        <source>May not fit into memory</source>
        <translation>Passt vielleicht nicht in den Speicher</translation>
    </message>
</context>
<context>
    <name>Player</name>
    <message>
        <source>Sound cannot be played here: Qt&apos;s player is missing.</source>
        <translation>Ton lässt sich hier nicht abspielen: der Player von Qt fehlt.</translation>
    </message>
    <message>
        <source>{name} cannot be played.</source>
        <translation>{name} lässt sich nicht abspielen.</translation>
    </message>
</context>
<context>
    <name>PlayerBar</name>
    <message>
        <source>Back 5 seconds</source>
        <translation>5 Sekunden zurück</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Forward 5 seconds</source>
        <translation>5 Sekunden vor</translation>
    </message>
    <message>
        <source>Repeat the segment</source>
        <translation>Abschnitt wiederholen</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Speed (Ctrl+Shift+J slower, Ctrl+Shift+K faster)</source>
        <translation>Tempo (Strg+Umschalt+J langsamer, Strg+Umschalt+K schneller)</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
</context>
<context>
    <name>PortraitFolder</name>
    <message>
        <source>Drop a folder of faces here</source>
        <translation>Einen Ordner mit Gesichtern hier ablegen</translation>
    </message>
    <message>
        <source>or choose it. Every face is drawn with every prompt and in every style; a line of three dashes (---) in the prompt parts several prompts.</source>
        <translation>oder wählen. Jedes Gesicht wird mit jedem Prompt und in jedem Stil gezeichnet; eine Zeile aus drei Strichen (---) im Prompt trennt mehrere Prompts.</translation>
    </message>
    <message>
        <source>{n} faces, a portrait of each</source>
        <translation>{n} Gesichter, je ein Porträt</translation>
    </message>
    <message>
        <source>{n} faces, {each} portraits of each</source>
        <translation>{n} Gesichter, je {each} Porträts</translation>
    </message>
</context>
<context>
    <name>PortraitPanel</name>
    <message>
        <source>Base model</source>
        <translation>Basismodell</translation>
    </message>
</context>
<context>
    <name>Portraits</name>
    <message>
        <source>Seed {seed}</source>
        <translation>Seed {seed}</translation>
    </message>
    <message>
        <source>No face found</source>
        <translation>Kein Gesicht gefunden</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Use this seed</source>
        <translation>Diesen Seed verwenden</translation>
    </message>
    <message>
        <source>Use its settings</source>
        <translation>Seine Einstellungen verwenden</translation>
    </message>
    <message>
        <source>Make it again</source>
        <translation>Noch einmal machen</translation>
    </message>
    <message>
        <source>Vary its settings…</source>
        <translation>Einstellungen variieren…</translation>
    </message>
    <message>
        <source>Send to Upscaling</source>
        <translation>An Hochskalieren senden</translation>
    </message>
    <message>
        <source>Send to Image Q&amp;A</source>
        <translation>An Bild-F&amp;A senden</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>Kopie speichern…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
</context>
<context>
    <name>PreviewBox</name>
    <message>
        <source>Preview of the prompt</source>
        <translation>Vorschau des Prompts</translation>
    </message>
    <message>
        <source>Load the model for the preview</source>
        <translation>Das Modell für die Vorschau laden</translation>
    </message>
    <message>
        <source>To see the marks that its own template puts around turns</source>
        <translation>Um die Markierungen zu sehen, die seine eigene Chat-Vorlage um die Beiträge setzt</translation>
    </message>
    <message>
        <source>This is sent</source>
        <translation>Das wird gesendet</translation>
    </message>
    <message>
        <source>Preview of a prompt</source>
        <translation>Vorschau eines Prompts</translation>
    </message>
    <message>
        <source>Loading {model}…</source>
        <translation>{model} wird geladen…</translation>
    </message>
    <message>
        <source>Exactly so by {model}: {tokens} of {window} tokens.</source>
        <translation>Genau so bei {model}: {tokens} von {window} Token.</translation>
    </message>
    <message>
        <source>Choose a model to see the marks that it puts around turns.</source>
        <translation>Wählen Sie ein Modell, um die Markierungen zu sehen, die es um die Beiträge setzt.</translation>
    </message>
    <message>
        <source>{model} is not loaded: the marks of its template come when it runs.</source>
        <translation>{model} ist nicht geladen: die Markierungen seiner Chat-Vorlage kommen, wenn es läuft.</translation>
    </message>
    <message>
        <source>Load {model}</source>
        <translation>{model} laden</translation>
    </message>
    <message>
        <source>Load {model} (downloads {size})</source>
        <translation>{model} laden (lädt {size} herunter)</translation>
    </message>
    <message>
        <source>Stops before: {stops}</source>
        <translation>Endet vor: {stops}</translation>
    </message>
    <message>
        <source>The answer is held to the JSON schema.</source>
        <translation>Die Antwort ist auf das JSON-Schema festgelegt.</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>{size} are given back. It can be downloaded again.</source>
        <translation>{size} werden frei. Es lässt sich wieder herunterladen.</translation>
    </message>
    <message>
        <source>Files that {models} need, too, stay.</source>
        <translation>Dateien, die auch {models} braucht, bleiben.</translation>
    </message>
    <message>
        <source>Delete the files of {title}?</source>
        <translation>Die Dateien von {title} löschen?</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>QuestionBar</name>
    <message>
        <source>Questions</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>All ready questions, and a way to change them</source>
        <translation>Alle fertigen Fragen und ein Weg, sie zu ändern</translation>
    </message>
    <message>
        <source>All ready questions</source>
        <translation>Alle fertigen Fragen</translation>
    </message>
    <message>
        <source>Edit questions…</source>
        <translation>Fragen bearbeiten…</translation>
    </message>
    <message>
        <source>Ask: {name}</source>
        <translation>Fragen: {name}</translation>
    </message>
</context>
<context>
    <name>QuestionBox</name>
    <message>
        <source>What do you want to know about each picture?</source>
        <translation>Was möchten Sie zu jedem Bild wissen?</translation>
    </message>
    <message>
        <source>Question {n}</source>
        <translation>Frage {n}</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>{question}: take a ready question</source>
        <translation>{question}: eine fertige Frage nehmen</translation>
    </message>
    <message>
        <source>{question}: take it away</source>
        <translation>{question}: wegnehmen</translation>
    </message>
</context>
<context>
    <name>QuestionDialog</name>
    <message>
        <source>Ready questions</source>
        <translation>Fertige Fragen</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Send at once</source>
        <translation>Sofort senden</translation>
    </message>
    <message>
        <source>Without a look at it; what has a gap (…) is put where one writes instead</source>
        <translation>Ohne sie vorher anzusehen; was eine Lücke (…) hat, kommt stattdessen ins Eingabefeld</translation>
    </message>
    <message>
        <source>Empty: the answer is free</source>
        <translation>Leer: die Antwort ist frei</translation>
    </message>
    <message>
        <source>Add a question</source>
        <translation>Eine Frage hinzufügen</translation>
    </message>
    <message>
        <source>Delete the question</source>
        <translation>Die Frage löschen</translation>
    </message>
    <message>
        <source>Move the question up</source>
        <translation>Die Frage nach oben schieben</translation>
    </message>
    <message>
        <source>Move the question down</source>
        <translation>Die Frage nach unten schieben</translation>
    </message>
    <message>
        <source>Restore Hearth&apos;s questions</source>
        <translation>Fragen von Hearth wiederherstellen</translation>
    </message>
    <message>
        <source>Those that came with Hearth, as they were; your own stay</source>
        <translation>Die mit Hearth kamen, wie sie waren; Ihre eigenen bleiben</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Question; … is a gap to be filled in</source>
        <translation>&amp;Frage; … ist eine Lücke zum Ausfüllen</translation>
    </message>
    <message>
        <source>&amp;JSON schema of the answer</source>
        <translation>&amp;JSON-Schema der Antwort</translation>
    </message>
    <message>
        <source>New question</source>
        <translation>Neue Frage</translation>
    </message>
</context>
<context>
    <name>QuestionsEditor</name>
    <message>
        <source>Another question</source>
        <translation>Weitere Frage</translation>
    </message>
    <message>
        <source>Each is answered by itself, in a column of its own</source>
        <translation>Jede wird für sich beantwortet, in einer eigenen Spalte</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>{tab} (Ctrl+Tab: next tab)</source>
        <translation>{tab} (Strg+Tab: nächster Tab)</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Settings (Ctrl+,)</source>
        <translation>Einstellungen (Strg+,)</translation>
    </message>
</context>
<context>
    <name>Recorder</name>
    <message>
        <source>The recording cannot be written to {folder}: {reason}.</source>
        <translation>Die Aufnahme lässt sich nicht in {folder} schreiben: {reason}.</translation>
    </message>
</context>
<context>
    <name>RecorderDialog</name>
    <message>
        <source>Record</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Stop and transcribe</source>
        <translation>Beenden und transkribieren</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Recorded so far</source>
        <translation>Bisher aufgenommen</translation>
    </message>
    <message>
        <source>Begin to record (Ctrl+R)</source>
        <translation>Aufnahme beginnen (Strg+R)</translation>
    </message>
    <message>
        <source>Pause, or go on (Ctrl+R)</source>
        <translation>Pause oder fortsetzen (Strg+R)</translation>
    </message>
    <message>
        <source>Keep the recording (Ctrl+Return)</source>
        <translation>Die Aufnahme behalten (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Delete what was recorded</source>
        <translation>Löschen, was aufgenommen wurde</translation>
    </message>
    <message>
        <source>Nothing was heard from this microphone.</source>
        <translation>Von diesem Mikrofon war nichts zu hören.</translation>
    </message>
    <message>
        <source>Throw away this recording of {time}?</source>
        <translation>Diese Aufnahme von {time} verwerfen?</translation>
    </message>
    <message>
        <source>It cannot be brought back.</source>
        <translation>Sie lässt sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>What was recorded until then is kept.</source>
        <translation>Was bis dahin aufgenommen wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
</context>
<context>
    <name>RecordingDropZone</name>
    <message>
        <source>Drop recordings, videos or a folder here</source>
        <translation>Aufnahmen, Videos oder einen Ordner hier ablegen</translation>
    </message>
    <message>
        <source>or choose them, or record something. Transcripts of Hearth and subtitles (.srt, .vtt, .json) can be opened here, too, and a CTranslate2 folder with a Whisper model of your own.</source>
        <translation>oder wählen oder etwas aufnehmen. Auch Transkripte von Hearth und Untertitel (.srt, .vtt, .json) lassen sich hier öffnen, ebenso ein CTranslate2-Ordner mit einem eigenen Whisper-Modell.</translation>
    </message>
    <message>
        <source>Record…</source>
        <translation>Aufnehmen…</translation>
    </message>
    <message>
        <source>Record with the microphone (Ctrl+Shift+R)</source>
        <translation>Mit dem Mikrofon aufnehmen (Strg+Umschalt+R)</translation>
    </message>
    <message>
        <source>Record with the microphone</source>
        <translation>Mit dem Mikrofon aufnehmen</translation>
    </message>
    <message>
        <source>A picture has no sound: put in a recording, a video or a transcript.</source>
        <translation>Ein Bild hat keinen Ton: geben Sie eine Aufnahme, ein Video oder ein Transkript ein.</translation>
    </message>
    <message>
        <source>Recordings and videos ({patterns})</source>
        <translation>Aufnahmen und Videos ({patterns})</translation>
    </message>
</context>
<context>
    <name>RegionView</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Plus and minus zoom, 0 fits, 1 is 100 %, 2 is 200 %, arrow keys move.</source>
        <translation>Plus und Minus zoomen, 0 passt ein, 1 ist 100 %, 2 ist 200 %, Pfeiltasten verschieben.</translation>
    </message>
</context>
<context>
    <name>Remaking</name>
    <message>
        <source>Please wait for the run to end, or cancel it, before that.</source>
        <translation>Bitte warten Sie zuerst das Ende ab oder brechen Sie ab.</translation>
    </message>
    <message>
        <source>{name} was drawn by your own base model {model}, which is not among your models.</source>
        <translation>{name} wurde von Ihrem eigenen Basismodell {model} gezeichnet, das nicht unter Ihren Modellen ist.</translation>
    </message>
    <message>
        <source>Choose the model…</source>
        <translation>Modell wählen…</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Where is {model}?</source>
        <translation>Wo liegt {model}?</translation>
    </message>
    <message>
        <source>Base models</source>
        <translation>Basismodelle</translation>
    </message>
    <message>
        <source>Made again</source>
        <translation>Noch einmal gemacht</translation>
    </message>
</context>
<context>
    <name>RerunDialog</name>
    <message>
        <source>Listen to this segment again</source>
        <translation>Diesen Abschnitt neu erkennen</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>0 is exact; more may help out of a repetition</source>
        <translation>0 ist genau; mehr kann aus einer Wiederholung heraushelfen</translation>
    </message>
    <message>
        <source>Initial prompt</source>
        <translation>Anfangsprompt</translation>
    </message>
    <message>
        <source>A sentence with the names and terms as they are spelt</source>
        <translation>Ein Satz mit den Namen und Begriffen, wie sie geschrieben werden</translation>
    </message>
    <message>
        <source>Hotwords</source>
        <translation>Stichwörter</translation>
    </message>
    <message>
        <source>Names and terms that occur, parted by spaces</source>
        <translation>Namen und Begriffe, die vorkommen, durch Leerzeichen getrennt</translation>
    </message>
    <message>
        <source>The text as it is</source>
        <translation>Der jetzige Text</translation>
    </message>
    <message>
        <source>The new text</source>
        <translation>Der neue Text</translation>
    </message>
    <message>
        <source>Listen again</source>
        <translation>Neu erkennen</translation>
    </message>
    <message>
        <source>Play it</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Hear what was said</source>
        <translation>Anhören, was gesagt wurde</translation>
    </message>
    <message>
        <source>Now ({start} to {end})</source>
        <translation>Jetzt ({start} bis {end})</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Take the new text</source>
        <translation>Neuen Text übernehmen</translation>
    </message>
    <message>
        <source>Keep the old</source>
        <translation>Alten behalten</translation>
    </message>
    <message>
        <source>Listening…</source>
        <translation>Hört zu…</translation>
    </message>
    <message>
        <source>Nothing was heard here.</source>
        <translation>Hier war nichts zu hören.</translation>
    </message>
    <message>
        <source>The same was heard.</source>
        <translation>Es kam dasselbe heraus.</translation>
    </message>
    <message>
        <source>What differs is underlined.</source>
        <translation>Unterschiede sind unterstrichen.</translation>
    </message>
</context>
<context>
    <name>Restorer</name>
    <message>
        <source>Hearth made this picture with {model}.</source>
        <translation>Hearth hat dieses Bild mit {model} gemacht.</translation>
    </message>
    <message>
        <source>Restore the settings it was made with</source>
        <translation>Die Einstellungen von damals wiederherstellen</translation>
    </message>
    <message>
        <source>{model} is not here any more.</source>
        <translation>{model} ist nicht mehr hier.</translation>
    </message>
    <message>
        <source>Restored, but these settings are no longer known: {names}</source>
        <translation>Wiederhergestellt, aber diese Einstellungen gibt es nicht mehr: {names}</translation>
    </message>
    <message>
        <source>The settings are restored.</source>
        <translation>Die Einstellungen sind wiederhergestellt.</translation>
    </message>
</context>
<context>
    <name>ResultGrid</name>
    <message>
        <source>Vary…</source>
        <translation>Variieren…</translation>
    </message>
    <message>
        <source>Make a sheet that varies one or two settings (Ctrl+T)</source>
        <translation>Einen Bogen machen, der eine oder zwei Einstellungen variiert (Strg+T)</translation>
    </message>
    <message>
        <source>Portraits appear here one by one. Write a prompt and press Run.</source>
        <translation>Porträts erscheinen hier nacheinander. Schreiben Sie einen Prompt und drücken Sie „Ausführen“.</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Sortieren nach</translation>
    </message>
    <message>
        <source>In which order the portraits are shown</source>
        <translation>Reihenfolge, in der die Porträts gezeigt werden</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>Most alike first</source>
        <translation>Ähnlichste zuerst</translation>
    </message>
    <message>
        <source>By seed</source>
        <translation>Nach Seed</translation>
    </message>
    <message>
        <source>1 portrait</source>
        <translation>1 Porträt</translation>
    </message>
    <message>
        <source>{n} portraits</source>
        <translation>{n} Porträts</translation>
    </message>
    <message>
        <source>Portraits</source>
        <translation>Porträts</translation>
    </message>
</context>
<context>
    <name>ResultModel</name>
    <message>
        <source>Drawing, {percent} %</source>
        <translation>Zeichnet, {percent} %</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Beginning</source>
        <translation>Beginnt</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>No face was found in it.</source>
        <translation>Darin wurde kein Gesicht gefunden.</translation>
    </message>
    <message>
        <source>Seed {seed}</source>
        <translation>Seed {seed}</translation>
    </message>
</context>
<context>
    <name>ResultPlace</name>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>File for the table of answers</source>
        <translation>Datei für die Tabelle der Antworten</translation>
    </message>
    <message>
        <source>Choose the file for the table of answers</source>
        <translation>Die Datei für die Tabelle der Antworten wählen</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>The pictures themselves are changed. Each original stays beside its picture as NAME_original.</source>
        <translation>Die Bilder selbst werden geändert. Jedes Original bleibt als NAME_original neben seinem Bild.</translation>
    </message>
    <message>
        <source>Tables (*{suffix})</source>
        <translation>Tabellen (*{suffix})</translation>
    </message>
</context>
<context>
    <name>ResumeOffer</name>
    <message>
        <source>Hearth was closed in the middle of the folder {folder}: {left} of {total} files are left.</source>
        <translation>Hearth wurde mitten im Ordner {folder} geschlossen: {left} von {total} Dateien sind übrig.</translation>
    </message>
    <message>
        <source>Hearth was closed in the middle: {left} of {total} files are left.</source>
        <translation>Hearth wurde mittendrin geschlossen: {left} von {total} Dateien sind übrig.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
</context>
<context>
    <name>RoomPage</name>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Shared</source>
        <translation>Geteilt</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt verwendet</translation>
    </message>
    <message>
        <source>Gives back</source>
        <translation>Wird frei</translation>
    </message>
    <message>
        <source>What takes how much room</source>
        <translation>Was wie viel Platz braucht</translation>
    </message>
    <message>
        <source>Of it, what other models use too</source>
        <translation>Davon, was auch andere Modelle verwenden</translation>
    </message>
    <message>
        <source>What removing it gives back, its package and unfinished downloads included</source>
        <translation>Was durch Entfernen frei wird, mit Python-Paket und unfertigen Downloads</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>&amp;Entfernen…</translation>
    </message>
    <message>
        <source>Remove what is chosen</source>
        <translation>Das Gewählte entfernen</translation>
    </message>
    <message>
        <source>Delete what is chosen, after a question (Del)</source>
        <translation>Das Gewählte nach einer Rückfrage löschen (Entf)</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Nothing is here yet</source>
        <translation>Hier ist noch nichts</translation>
    </message>
    <message>
        <source>Other things</source>
        <translation>Anderes</translation>
    </message>
    <message>
        <source>{total} in all, {free} free on this disk</source>
        <translation>{total} insgesamt, {free} frei auf diesem Datenträger</translation>
    </message>
    <message>
        <source>{size} + {other} elsewhere</source>
        <translation>{size} + {other} an anderen Orten</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>{size} are given back.</source>
        <translation>{size} werden frei.</translation>
    </message>
    <message>
        <source>They can be downloaded again.</source>
        <translation>Sie lassen sich wieder herunterladen.</translation>
    </message>
    <message>
        <source>Those downloads begin anew.</source>
        <translation>Diese Downloads beginnen von vorn.</translation>
    </message>
    <message>
        <source>Nothing here uses them, but somebody put them there.</source>
        <translation>Hier verwendet sie nichts, aber jemand hat sie dort abgelegt.</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>und {n} weitere</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete {what}?</source>
        <translation>{what} löschen?</translation>
    </message>
    <message>
        <source>{size} given back.</source>
        <translation>{size} freigegeben.</translation>
    </message>
</context>
<context>
    <name>RowEditing</name>
    <message>
        <source>Text of the segment at {time}</source>
        <translation>Text des Abschnitts bei {time}</translation>
    </message>
</context>
<context>
    <name>RowEdits</name>
    <message>
        <source>Choose a segment first.</source>
        <translation>Wählen Sie zuerst einen Abschnitt.</translation>
    </message>
    <message>
        <source>Nothing to split off here: choose a word after the first.</source>
        <translation>Hier gibt es nichts abzuteilen: Wählen Sie ein Wort nach dem ersten.</translation>
    </message>
    <message>
        <source>There is no segment after this one to merge it with.</source>
        <translation>Nach diesem kommt kein Abschnitt, mit dem er zusammengeführt werden könnte.</translation>
    </message>
    <message>
        <source>There is no speaker {number} yet: Ctrl+{next} makes a new one.</source>
        <translation>Es gibt noch keinen Sprecher {number}: Strg+{next} legt einen neuen an.</translation>
    </message>
</context>
<context>
    <name>RowTextEdit</name>
    <message>
        <source>Text of the segment</source>
        <translation>Text des Abschnitts</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>Transcripts ({pattern})</source>
        <translation>Transkripte ({pattern})</translation>
    </message>
    <message>
        <source>Save the transcript</source>
        <translation>Transkript speichern</translation>
    </message>
    <message numerus="yes">
        <source>Saved %Ln files in {folder}.</source>
        <translation>
            <numerusform>%Ln Datei in {folder} gespeichert.</numerusform>
            <numerusform>%Ln Dateien in {folder} gespeichert.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SchemaField</name>
    <message>
        <source>Form of the answer</source>
        <translation>Form der Antwort</translation>
    </message>
    <message>
        <source>Free text</source>
        <translation>Freier Text</translation>
    </message>
    <message>
        <source>JSON by a schema of your own</source>
        <translation>JSON nach eigenem Schema</translation>
    </message>
    <message>
        <source>Read a JSON schema from a file</source>
        <translation>Ein JSON-Schema aus einer Datei lesen</translation>
    </message>
    <message>
        <source>JSON schema</source>
        <translation>JSON-Schema</translation>
    </message>
    <message>
        <source>JSON, such as “{name}”</source>
        <translation>JSON, zum Beispiel „{name}“</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Choose a JSON schema</source>
        <translation>JSON-Schema wählen</translation>
    </message>
    <message>
        <source>✓ The answer will follow this schema.</source>
        <translation>✓ Die Antwort wird diesem Schema folgen.</translation>
    </message>
</context>
<context>
    <name>Screen</name>
    <message>
        <source>This desktop (Wayland) lets no program take pictures of the screen: take one with the desktop&apos;s own key, such as Print, and paste it here.</source>
        <translation>Dieser Desktop (Wayland) lässt kein Programm den Bildschirm aufnehmen: nehmen Sie ihn mit der Taste des Desktops auf, zum Beispiel Druck, und fügen Sie das Bild hier ein.</translation>
    </message>
    <message>
        <source>The system gave no picture of the screen: allow Hearth to record the screen in its privacy settings, or take one with the system&apos;s own key and paste it.</source>
        <translation>Das System gab kein Bild des Bildschirms: erlauben Sie Hearth in den Datenschutzeinstellungen, den Bildschirm aufzunehmen, oder nehmen Sie ihn mit der Taste des Systems auf und fügen Sie das Bild ein.</translation>
    </message>
</context>
<context>
    <name>SeedEditor</name>
    <message>
        <source>Random each time</source>
        <translation>Jedes Mal zufällig</translation>
    </message>
    <message>
        <source>Roll a new seed and keep it</source>
        <translation>Neuen Seed würfeln und behalten</translation>
    </message>
</context>
<context>
    <name>SegmentList</name>
    <message>
        <source>Certainty {score} %</source>
        <translation>Sicherheit {score} %</translation>
    </message>
    <message>
        <source>{start} to {end}, {length} seconds. Double-click to change the times.</source>
        <translation>{start} bis {end}, {length} Sekunden. Doppelklicken, um die Zeiten zu ändern.</translation>
    </message>
</context>
<context>
    <name>SegmentModel</name>
    <message>
        <source>{time}: {text}</source>
        <translation>{time}: {text}</translation>
    </message>
    <message>
        <source>{time}, {speaker}: {text}</source>
        <translation>{time}, {speaker}: {text}</translation>
    </message>
    <message>
        <source>no words</source>
        <translation>keine Wörter</translation>
    </message>
    <message>
        <source>suspect: {reasons}</source>
        <translation>zweifelhaft: {reasons}</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>bearbeitet</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>geprüft</translation>
    </message>
</context>
<context>
    <name>SegmentView</name>
    <message>
        <source>Segments</source>
        <translation>Abschnitte</translation>
    </message>
    <message>
        <source>Scroll the segments</source>
        <translation>Abschnitte rollen</translation>
    </message>
</context>
<context>
    <name>Sending</name>
    <message>
        <source>A setting is not valid: correct it in the settings on the right.</source>
        <translation>Eine Einstellung ist ungültig: Berichtigen Sie sie in den Einstellungen rechts.</translation>
    </message>
    <message>
        <source>{model} is not here yet. It takes a download of {size}.</source>
        <translation>{model} ist noch nicht hier. Es sind {size} herunterzuladen.</translation>
    </message>
    <message>
        <source>Download {size}</source>
        <translation>{size} herunterladen</translation>
    </message>
    <message>
        <source>{model} is here now.</source>
        <translation>{model} ist jetzt hier.</translation>
    </message>
</context>
<context>
    <name>SeriesRun</name>
    <message>
        <source>{n} portraits</source>
        <translation>{n} Porträts</translation>
    </message>
    <message>
        <source>1 portrait</source>
        <translation>1 Porträt</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the settings</source>
        <translation>Die Einstellungen schließen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Ausführung</translation>
    </message>
    <message>
        <source>Look for GPUs now</source>
        <translation>Jetzt nach Grafikkarten suchen</translation>
    </message>
    <message>
        <source>Starts the engine to see which devices there are</source>
        <translation>Startet die Ausführung, um zu sehen, welche Geräte es gibt</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>{device}: {free} of {total} free</source>
        <translation>{device}: {free} von {total} frei</translation>
    </message>
    <message>
        <source>Here is: {devices}.</source>
        <translation>Hier ist: {devices}.</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Light, dark, or as the system has it. The system is followed at once.</source>
        <translation>Hell, dunkel oder wie im System. Dem System wird sofort gefolgt.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Takes effect the next time Hearth is opened.</source>
        <translation>Gilt, wenn Hearth das nächste Mal geöffnet wird.</translation>
    </message>
    <message>
        <source>Explain every setting</source>
        <translation>Jede Einstellung erklären</translation>
    </message>
    <message>
        <source>Show the line that says what it does under each setting of a model.</source>
        <translation>Unter jeder Einstellung eines Modells die Zeile zeigen, die sagt, was sie bewirkt.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Where models run. Automatic takes the first GPU, else the CPU.</source>
        <translation>Wo Modelle laufen. Automatisch nimmt die erste Grafikkarte, sonst die CPU.</translation>
    </message>
    <message>
        <source>Number format</source>
        <translation>Zahlenformat</translation>
    </message>
    <message>
        <source>Automatic takes the fastest format that the device has. float32 is exact and slower, and needs twice the memory; the 16-bit formats differ by less than an eye can see.</source>
        <translation>Automatisch nimmt das schnellste Format, das das Gerät hat. float32 ist genau und langsamer und braucht doppelt so viel Speicher; die 16-Bit-Formate weichen um weniger ab, als ein Auge sieht.</translation>
    </message>
    <message>
        <source>Tile size</source>
        <translation>Kachelgröße</translation>
    </message>
    <message>
        <source>Side of the pieces that large pictures are cut into. Automatic fits it to the free memory; smaller needs less memory, larger is a little faster.</source>
        <translation>Seitenlänge der Stücke, in die große Bilder zerlegt werden. Automatisch passt sie dem freien Speicher an; kleiner braucht weniger Speicher, größer ist etwas schneller.</translation>
    </message>
    <message>
        <source>Memory budget</source>
        <translation>Speicherbudget</translation>
    </message>
    <message>
        <source>The most memory that Hearth may use, such as 6GB, or by device: cuda:0=6GB, cpu=12GB. Empty: as much as is free. Less leaves room for other programs, and works in smaller tiles.</source>
        <translation>So viel Speicher darf Hearth höchstens nutzen, etwa 6GB, oder je Gerät: cuda:0=6GB, cpu=12GB. Leer: so viel, wie frei ist. Weniger lässt anderen Programmen Platz und arbeitet in kleineren Kacheln.</translation>
    </message>
    <message>
        <source>Stay offline</source>
        <translation>Offline bleiben</translation>
    </message>
    <message>
        <source>Download nothing; only weights that are installed can be used.</source>
        <translation>Nichts herunterladen; nur installierte Gewichte lassen sich verwenden.</translation>
    </message>
    <message>
        <source>Folder for results</source>
        <translation>Ordner für Ergebnisse</translation>
    </message>
    <message>
        <source>Where results are written. Empty: beside the source.</source>
        <translation>Wohin Ergebnisse geschrieben werden. Leer: neben das Original.</translation>
    </message>
    <message>
        <source>Starting the engine; this takes a few seconds…</source>
        <translation>Die Ausführung startet; das dauert einige Sekunden…</translation>
    </message>
    <message>
        <source>Found: {names}. Open the settings again to choose one.</source>
        <translation>Gefunden: {names}. Öffnen Sie die Einstellungen neu, um eines zu wählen.</translation>
    </message>
</context>
<context>
    <name>SheetDialog</name>
    <message>
        <source>Vary settings</source>
        <translation>Einstellungen variieren</translation>
    </message>
    <message>
        <source>One portrait for each pair of values, all from the same seed, in a table with the values at its edges.</source>
        <translation>Ein Porträt für jedes Wertepaar, alle mit demselben Seed, in einer Tabelle mit den Werten an den Rändern.</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Draw the sheet</source>
        <translation>Bogen zeichnen</translation>
    </message>
    <message>
        <source>Choose another setting than for the columns.</source>
        <translation>Wählen Sie eine andere Einstellung als für die Spalten.</translation>
    </message>
    <message>
        <source>{columns} × {rows} = {n} portraits</source>
        <translation>{columns} × {rows} = {n} Porträts</translation>
    </message>
    <message>
        <source>{n} portraits are too many; at most {most} go into a sheet.</source>
        <translation>{n} Porträts sind zu viele; höchstens {most} passen auf einen Bogen.</translation>
    </message>
</context>
<context>
    <name>SheetTable</name>
    <message>
        <source>Sheet of portraits</source>
        <translation>Bogen mit Porträts</translation>
    </message>
</context>
<context>
    <name>SheetView</name>
    <message>
        <source>Back to all portraits (Esc)</source>
        <translation>Zurück zu allen Porträts (Esc)</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Sheet of {n}</source>
        <translation>Bogen mit {n}</translation>
    </message>
    <message>
        <source>Columns: {across}</source>
        <translation>Spalten: {across}</translation>
    </message>
    <message>
        <source>Columns: {across} · Rows: {down}</source>
        <translation>Spalten: {across} · Zeilen: {down}</translation>
    </message>
    <message>
        <source>The sheet as one picture: {name}</source>
        <translation>Der Bogen als ein Bild: {name}</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Result file</source>
        <translation>Ergebnisdatei</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Run the model (Ctrl+Return)</source>
        <translation>Das Modell ausführen (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Run the model</source>
        <translation>Das Modell ausführen</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Which model does the work</source>
        <translation>Welches Modell die Arbeit macht</translation>
    </message>
</context>
<context>
    <name>Sound</name>
    <message>
        <source>The microphone cannot be used: it was taken out, another program holds it, or the system&apos;s privacy settings do not allow it.</source>
        <translation>Das Mikrofon lässt sich nicht verwenden: es wurde abgezogen, ein anderes Programm hält es fest, oder die Datenschutzeinstellungen des Systems erlauben es nicht.</translation>
    </message>
    <message>
        <source>No microphone was found. Connect one, and open this window again.</source>
        <translation>Kein Mikrofon gefunden. Schließen Sie eines an und öffnen Sie dieses Fenster noch einmal.</translation>
    </message>
    <message>
        <source>Sound cannot be played or recorded here, because a library of the system is missing: {reason}. Install it (on Debian and Ubuntu: libpulse0) and start Hearth again.</source>
        <translation>Ton lässt sich hier weder abspielen noch aufnehmen, weil eine Bibliothek des Systems fehlt: {reason}. Installieren Sie sie (auf Debian und Ubuntu: libpulse0) und starten Sie Hearth neu.</translation>
    </message>
</context>
<context>
    <name>SoundOutput</name>
    <message>
        <source>No sound output was found. Playing goes on without sound.</source>
        <translation>Keine Tonausgabe: die Wiedergabe läuft ohne Ton weiter.</translation>
    </message>
    <message>
        <source>The sound output does not answer. Playing goes on without sound.</source>
        <translation>Tonausgabe stumm: sie antwortet nicht, die Wiedergabe läuft ohne Ton weiter.</translation>
    </message>
</context>
<context>
    <name>SpareSound</name>
    <message>
        <source>Preparing {name} for listening…</source>
        <translation>{name} wird zum Anhören vorbereitet…</translation>
    </message>
    <message>
        <source>{name} cannot be played.</source>
        <translation>{name} lässt sich nicht abspielen.</translation>
    </message>
</context>
<context>
    <name>Speakers</name>
    <message>
        <source>Speaker</source>
        <translation>Sprecher</translation>
    </message>
    <message>
        <source>{speaker} (now)</source>
        <translation>{speaker} (jetzt)</translation>
    </message>
    <message>
        <source>No speaker</source>
        <translation>Kein Sprecher</translation>
    </message>
    <message>
        <source>Speaker {number}</source>
        <translation>Sprecher {number}</translation>
    </message>
</context>
<context>
    <name>SpeakersDialog</name>
    <message>
        <source>Speakers</source>
        <translation>Sprecher</translation>
    </message>
    <message>
        <source>A new name is written everywhere at once.</source>
        <translation>Ein neuer Name steht sofort überall.</translation>
    </message>
    <message>
        <source>Nobody is named yet. Select segments and press Ctrl+1.</source>
        <translation>Noch hat niemand einen Namen. Wählen Sie Abschnitte und drücken Sie Strg+1.</translation>
    </message>
    <message>
        <source>Name of {speaker}</source>
        <translation>Name von {speaker}</translation>
    </message>
    <message>
        <source>Press Enter to rename everywhere</source>
        <translation>Eingabe drücken, um überall umzubenennen</translation>
    </message>
    <message>
        <source>Merge…</source>
        <translation>Zusammenführen…</translation>
    </message>
    <message>
        <source>Say that {speaker} and another are one person</source>
        <translation>Angeben, dass {speaker} und jemand anderes dieselbe Person sind</translation>
    </message>
    <message numerus="yes">
        <source>%Ln segments, {time}</source>
        <translation>
            <numerusform>%Ln Abschnitt, {time}</numerusform>
            <numerusform>%Ln Abschnitte, {time}</numerusform>
        </translation>
    </message>
    <message>
        <source>All by {name}</source>
        <translation>Alle von {name}</translation>
    </message>
    <message>
        <source>There is a {name} already. Are both the same person?</source>
        <translation>{name} gibt es schon. Sind beide dieselbe Person?</translation>
    </message>
    <message>
        <source>All that {gone} said is then said by {kept}. It can be undone.</source>
        <translation>Alles, was {gone} sagte, sagt dann {kept}. Das lässt sich rückgängig machen.</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Zusammenführen</translation>
    </message>
</context>
<context>
    <name>StorageDialog</name>
    <message>
        <source>Storage</source>
        <translation>Ablage</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>&amp;Room</source>
        <translation>&amp;Platz</translation>
    </message>
    <message>
        <source>&amp;Other programs</source>
        <translation>&amp;Andere Programme</translation>
    </message>
    <message>
        <source>&amp;Packs</source>
        <translation>Pa&amp;kete</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>A job or a download is running: stop it or wait for its end, then retry.</source>
        <translation>Ein Auftrag oder Download läuft: brechen Sie ihn ab oder warten Sie sein Ende ab, und versuchen Sie es dann erneut.</translation>
    </message>
</context>
<context>
    <name>Studio</name>
    <message>
        <source>Drop a photo of a person here</source>
        <translation>Ein Foto einer Person hier ablegen</translation>
    </message>
    <message>
        <source>or choose or paste one. A sharp face that fills a good part of the picture works best; several photos of the same person hold the likeness better.</source>
        <translation>oder wählen oder einfügen. Am besten ist ein scharfes Gesicht, das einen guten Teil des Bildes füllt; mehrere Fotos derselben Person bewahren die Ähnlichkeit besser.</translation>
    </message>
    <message>
        <source>Looking for models…</source>
        <translation>Suche nach Modellen…</translation>
    </message>
    <message>
        <source>Please wait for the run to end, or cancel it, before that.</source>
        <translation>Bitte warten Sie zuerst das Ende ab oder brechen Sie ab.</translation>
    </message>
    <message>
        <source>Left out: {names}. {reason}</source>
        <translation>Ausgelassen: {names}. {reason}</translation>
    </message>
    <message>
        <source>Put in a photo with a face first</source>
        <translation>Wählen Sie zuerst ein Foto mit einem Gesicht</translation>
    </message>
    <message>
        <source>Put in a photo first</source>
        <translation>Wählen Sie zuerst ein Foto</translation>
    </message>
    <message>
        <source>Stopped; {n} of {total} finished.</source>
        <translation>Angehalten; {n} von {total} abgeschlossen.</translation>
    </message>
    <message>
        <source>1 portrait finished.</source>
        <translation>1 Porträt fertig.</translation>
    </message>
    <message>
        <source>{n} portraits finished.</source>
        <translation>{n} Porträts fertig.</translation>
    </message>
    <message>
        <source>The sheet is {name}.</source>
        <translation>Der Bogen ist {name}.</translation>
    </message>
    <message>
        <source>{n} failed: {reason}</source>
        <translation>{n} fehlgeschlagen: {reason}</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
</context>
<context>
    <name>StyleDialog</name>
    <message>
        <source>Styles of portraits</source>
        <translation>Stile für Porträts</translation>
    </message>
    <message>
        <source>Styles</source>
        <translation>Stile</translation>
    </message>
    <message>
        <source>Add a style</source>
        <translation>Stil hinzufügen</translation>
    </message>
    <message>
        <source>Delete the style</source>
        <translation>Den Stil löschen</translation>
    </message>
    <message>
        <source>Move the style up</source>
        <translation>Den Stil nach oben schieben</translation>
    </message>
    <message>
        <source>Move the style down</source>
        <translation>Den Stil nach unten schieben</translation>
    </message>
    <message>
        <source>Restore Hearth&apos;s styles</source>
        <translation>Stile von Hearth wiederherstellen</translation>
    </message>
    <message>
        <source>Those that came with Hearth, as they were; your own stay</source>
        <translation>Die mit Hearth kamen, wie sie waren; Ihre eigenen bleiben</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Words; {prompt} is where your prompt goes</source>
        <translation>&amp;Wortlaut; {prompt} steht für Ihren Prompt</translation>
    </message>
    <message>
        <source>What the picture shall n&amp;ot show</source>
        <translation>Was das Bild nic&amp;ht zeigen soll</translation>
    </message>
    <message>
        <source>New style</source>
        <translation>Neuer Stil</translation>
    </message>
</context>
<context>
    <name>StylesEditor</name>
    <message>
        <source>Edit styles…</source>
        <translation>Stile bearbeiten…</translation>
    </message>
    <message>
        <source>Change, add, delete and sort the styles</source>
        <translation>Stile ändern, hinzufügen, löschen und ordnen</translation>
    </message>
    <message>
        <source>None: the prompt as it stands</source>
        <translation>Keiner: der Prompt, wie er dasteht</translation>
    </message>
    <message>
        <source>1 style</source>
        <translation>1 Stil</translation>
    </message>
    <message>
        <source>{n} styles, portraits in each</source>
        <translation>{n} Stile, Porträts in jedem</translation>
    </message>
</context>
<context>
    <name>SuspectBar</name>
    <message>
        <source>Previous suspect</source>
        <translation>Voriger Zweifelsfall</translation>
    </message>
    <message>
        <source>Next suspect</source>
        <translation>Nächster Zweifelsfall</translation>
    </message>
    <message>
        <source>It is right</source>
        <translation>Stimmt so</translation>
    </message>
    <message>
        <source>Mark as right and go to the next (Ctrl+Shift+C)</source>
        <translation>Als richtig markieren und zum nächsten gehen (Strg+Umschalt+C)</translation>
    </message>
    <message>
        <source>Listen again…</source>
        <translation>Neu erkennen…</translation>
    </message>
    <message>
        <source>With another model or setting (Ctrl+R)</source>
        <translation>Mit anderem Modell oder anderen Einstellungen (Strg+R)</translation>
    </message>
    <message>
        <source>Write it</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Insert an empty segment here, to be written in</source>
        <translation>Hier einen leeren Abschnitt zum Hineinschreiben einfügen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln suspects</source>
        <translation>
            <numerusform>%Ln Zweifelsfall</numerusform>
            <numerusform>%Ln Zweifelsfälle</numerusform>
        </translation>
    </message>
    <message>
        <source>Suspect {number} of {count}</source>
        <translation>Zweifelsfall {number} von {count}</translation>
    </message>
</context>
<context>
    <name>SuspectWalk</name>
    <message>
        <source>Suspect segments are marked when the transcription is done.</source>
        <translation>Zweifelsfälle werden markiert, wenn die Transkription fertig ist.</translation>
    </message>
    <message>
        <source>There is nothing to check yet.</source>
        <translation>Es gibt noch nichts zu prüfen.</translation>
    </message>
    <message>
        <source>Suspect segments are still being looked for.</source>
        <translation>Zweifelsfälle werden noch gesucht.</translation>
    </message>
    <message>
        <source>No suspect segment left.</source>
        <translation>Kein Zweifelsfall mehr übrig.</translation>
    </message>
</context>
<context>
    <name>TableChoice</name>
    <message>
        <source>Choose a table…</source>
        <translation>Tabelle wählen…</translation>
    </message>
    <message>
        <source>A CSV file: one row is one prompt</source>
        <translation>Eine CSV-Datei: jede Zeile ist ein Prompt</translation>
    </message>
    <message>
        <source>First rows of the table</source>
        <translation>Die ersten Zeilen der Tabelle</translation>
    </message>
    <message>
        <source>Choose or drop a CSV file. Each row fills the variables of the template from the columns of the same name, and its answer goes into a new column of a new file.</source>
        <translation>Wählen Sie eine CSV-Datei oder ziehen Sie sie hierher. Jede Zeile füllt die Variablen der Vorlage aus den Spalten gleichen Namens; die Antwort kommt in eine neue Spalte einer neuen Datei.</translation>
    </message>
    <message>
        <source>File for the answers</source>
        <translation>Datei für die Antworten</translation>
    </message>
    <message>
        <source>Choose the file for the answers</source>
        <translation>Die Datei für die Antworten wählen</translation>
    </message>
    <message>
        <source>Column of the answers</source>
        <translation>Spalte der Antworten</translation>
    </message>
    <message>
        <source>Replace the file that is there</source>
        <translation>Die vorhandene Datei ersetzen</translation>
    </message>
    <message>
        <source>Ask once more for rows that failed</source>
        <translation>Fehlgeschlagene Zeilen noch einmal fragen</translation>
    </message>
    <message>
        <source>Answers go to</source>
        <translation>Antworten in Datei</translation>
    </message>
    <message>
        <source>In the column</source>
        <translation>In Spalte</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>{name} wird gelesen</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt);;All files (*)</source>
        <translation>Tabellen (*.csv *.tsv *.txt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose a table</source>
        <translation>Tabelle wählen</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>None chosen yet</source>
        <translation>Noch keine gewählt</translation>
    </message>
    <message>
        <source>{name}: {rows} rows, {columns} columns</source>
        <translation>{name}: {rows} Zeilen, {columns} Spalten</translation>
    </message>
    <message>
        <source>{name}-answers</source>
        <translation>{name}-Antworten</translation>
    </message>
    <message>
        <source>The prompt has no variables, so that every row asks the same.</source>
        <translation>Der Prompt hat keine Variablen, sodass jede Zeile dasselbe fragt.</translation>
    </message>
    <message>
        <source>Rows that do not fit the header, and will be listed as failed: {count}.</source>
        <translation>Zeilen, die nicht zur Kopfzeile passen und als fehlgeschlagen aufgeführt werden: {count}.</translation>
    </message>
    <message>
        <source>Every row was asked; those that failed can be asked once more.</source>
        <translation>Jede Zeile wurde gefragt; fehlgeschlagene lassen sich noch einmal fragen.</translation>
    </message>
    <message>
        <source>A run into this file was begun: it goes on where that stopped.</source>
        <translation>Ein Lauf in diese Datei wurde begonnen: es geht dort weiter, wo er anhielt.</translation>
    </message>
</context>
<context>
    <name>TablePanel</name>
    <message>
        <source>Run over the table</source>
        <translation>Abarbeiten</translation>
    </message>
    <message>
        <source>Ask once for every row</source>
        <translation>Für jede Zeile einmal fragen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop the run over the table</source>
        <translation>Das Abarbeiten der Tabelle anhalten</translation>
    </message>
    <message>
        <source>Stop; the answers that are there stay</source>
        <translation>Anhalten; Antworten, die schon da sind, bleiben</translation>
    </message>
    <message>
        <source>Show the file with the answers</source>
        <translation>Die Datei mit den Antworten zeigen</translation>
    </message>
    <message>
        <source>Progress of the table</source>
        <translation>Fortschritt der Tabelle</translation>
    </message>
    <message>
        <source>Rows that failed</source>
        <translation>Fehlgeschlagene Zeilen</translation>
    </message>
    <message>
        <source>Prompts over {name}</source>
        <translation>Prompts zu {name}</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>Waiting for its turn…</source>
        <translation>Wartet, bis sie an der Reihe ist…</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startet…</translation>
    </message>
    <message>
        <source>Line {line}: {reason}</source>
        <translation>Zeile {line}: {reason}</translation>
    </message>
    <message>
        <source>Stopped before the first row.</source>
        <translation>Vor der ersten Zeile angehalten.</translation>
    </message>
    <message>
        <source>Done: {answered} of {total} rows answered now</source>
        <translation>Fertig: {answered} von {total} Zeilen jetzt beantwortet</translation>
    </message>
    <message>
        <source>Stopped, and can go on any time: {answered} of {total} rows answered</source>
        <translation>Angehalten, lässt sich jederzeit fortsetzen: {answered} von {total} Zeilen beantwortet</translation>
    </message>
    <message>
        <source>{count} done before</source>
        <translation>{count} schon vorher fertig</translation>
    </message>
    <message>
        <source>{count} failed</source>
        <translation>{count} fehlgeschlagen</translation>
    </message>
    <message>
        <source>Ask the failed rows again</source>
        <translation>Fehlgeschlagene neu fragen</translation>
    </message>
    <message>
        <source>Go on with the table</source>
        <translation>Tabelle fortsetzen</translation>
    </message>
</context>
<context>
    <name>Talk</name>
    <message>
        <source>Answer of {model}</source>
        <translation>Antwort von {model}</translation>
    </message>
</context>
<context>
    <name>TaskTab</name>
    <message>
        <source>Drop pictures or a folder here</source>
        <translation>Bilder oder einen Ordner hier ablegen</translation>
    </message>
    <message>
        <source>or choose them, or paste a picture from the clipboard</source>
        <translation>oder wählen oder ein Bild aus der Zwischenablage einfügen</translation>
    </message>
    <message>
        <source>Saved as {name} in {time}.</source>
        <translation>In {time} als {name} gespeichert.</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Looking for models…</source>
        <translation>Suche nach Modellen…</translation>
    </message>
    <message>
        <source>There is nothing here that can be used: {names}</source>
        <translation>Hier ist nichts, was sich verwenden lässt: {names}</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>Kopie speichern</translation>
    </message>
    <message>
        <source>Saved a copy as {name}.</source>
        <translation>Eine Kopie als {name} gespeichert.</translation>
    </message>
    <message>
        <source>Added to the examples of the model, as {title}.</source>
        <translation>Als {title} zu den Beispielen des Modells hinzugefügt.</translation>
    </message>
    <message>
        <source>{n} of {total}</source>
        <translation>{n} von {total}</translation>
    </message>
    <message>
        <source>Stopped; {n} of {total} finished.</source>
        <translation>Angehalten; {n} von {total} abgeschlossen.</translation>
    </message>
    <message>
        <source>{n} of {total} finished; these failed: {names}</source>
        <translation>{n} von {total} abgeschlossen; diese schlugen fehl: {names}</translation>
    </message>
    <message>
        <source>Put in a file to begin</source>
        <translation>Geben Sie zuerst eine Datei ein</translation>
    </message>
    <message>
        <source>Running…</source>
        <translation>Läuft…</translation>
    </message>
    <message>
        <source>{n} files</source>
        <translation>{n} Dateien</translation>
    </message>
</context>
<context>
    <name>TemplateEditor</name>
    <message>
        <source>Name of the template</source>
        <translation>Name der Vorlage</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save the template</source>
        <translation>Die Vorlage speichern</translation>
    </message>
    <message>
        <source>Keep it under this name as one of your own (Ctrl+S)</source>
        <translation>Unter diesem Namen als eigene Vorlage behalten (Strg+S)</translation>
    </message>
    <message>
        <source>For which kind of model</source>
        <translation>Für welche Art von Modell</translation>
    </message>
    <message>
        <source>Chat model: turns, by its own template</source>
        <translation>Chatmodell: Beiträge in seiner Vorlage</translation>
    </message>
    <message>
        <source>Base model: one text that it goes on with</source>
        <translation>Basismodell: ein Text, den es fortsetzt</translation>
    </message>
    <message>
        <source>Library of system prompts</source>
        <translation>Bibliothek der Systemprompts</translation>
    </message>
    <message>
        <source>Put one of the library&apos;s system prompts here</source>
        <translation>Einen Systemprompt aus der Bibliothek hier einsetzen</translation>
    </message>
    <message>
        <source>System prompt of the template</source>
        <translation>Systemprompt der Vorlage</translation>
    </message>
    <message>
        <source>May be empty</source>
        <translation>Darf leer sein</translation>
    </message>
    <message>
        <source>Prompt of the template</source>
        <translation>Prompt der Vorlage</translation>
    </message>
    <message>
        <source>Tell me three facts about the &lt;animal&gt;.</source>
        <translation>Nenne mir drei Fakten über dieses Tier: &lt;Tier&gt;.</translation>
    </message>
    <message>
        <source>Label of the question</source>
        <translation>Kennzeichen der Frage</translation>
    </message>
    <message>
        <source>Label of the answer</source>
        <translation>Kennzeichen der Antwort</translation>
    </message>
    <message>
        <source>Stop sequences of the template</source>
        <translation>Stoppsequenzen der Vorlage</translation>
    </message>
    <message>
        <source>The answer ends before any of these, separated by commas; \n is a new line</source>
        <translation>Die Antwort endet vor jeder von diesen, mit Kommas getrennt; \n ist eine neue Zeile</translation>
    </message>
    <message>
        <source>Before each question</source>
        <translation>Vor jeder Frage</translation>
    </message>
    <message>
        <source>Before each answer</source>
        <translation>Vor jeder Antwort</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>Systemprompt</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Written for</source>
        <translation>Geschrieben für</translation>
    </message>
    <message>
        <source>Stop sequences</source>
        <translation>Stoppsequenzen</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>From the library…</source>
        <translation>Bibliothek…</translation>
    </message>
</context>
<context>
    <name>TemplateList</name>
    <message>
        <source>Search templates</source>
        <translation>Vorlagen suchen</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Begin a new template</source>
        <translation>Eine neue Vorlage beginnen</translation>
    </message>
    <message>
        <source>Delete this template of yours (Delete)</source>
        <translation>Diese eigene Vorlage löschen (Entf)</translation>
    </message>
    <message>
        <source>Import templates from a file…</source>
        <translation>Vorlagen aus einer Datei importieren…</translation>
    </message>
    <message>
        <source>Export templates to a file…</source>
        <translation>Vorlagen in eine Datei exportieren…</translation>
    </message>
    <message>
        <source>{name} (yours)</source>
        <translation>{name} (eigene)</translation>
    </message>
</context>
<context>
    <name>TemplateStore</name>
    <message>
        <source>Saved as {name}, one of your own.</source>
        <translation>Als eigene Vorlage {name} gespeichert.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete the template {name}?</source>
        <translation>Die Vorlage {name} löschen?</translation>
    </message>
    <message>
        <source>Its file is deleted. Export it first if you may want it again.</source>
        <translation>Die Datei der Vorlage wird gelöscht. Exportieren Sie die Vorlage vorher, falls Sie sie vielleicht noch brauchen.</translation>
    </message>
    <message>
        <source>Imported from {file}.</source>
        <translation>Aus {file} importiert.</translation>
    </message>
    <message>
        <source>Exported to {file}.</source>
        <translation>In {file} exportiert.</translation>
    </message>
    <message>
        <source>Prompts (*.yaml *.yml)</source>
        <translation>Prompts (*.yaml *.yml)</translation>
    </message>
    <message>
        <source>Import templates</source>
        <translation>Vorlagen importieren</translation>
    </message>
    <message>
        <source>Export templates</source>
        <translation>Vorlagen exportieren</translation>
    </message>
    <message>
        <source>Prompt templates</source>
        <translation>Prompt-Vorlagen</translation>
    </message>
</context>
<context>
    <name>ThinkingFold</name>
    <message>
        <source>What the model thought</source>
        <translation>Was das Modell dachte</translation>
    </message>
    <message>
        <source>Thinking…</source>
        <translation>Denkt nach…</translation>
    </message>
    <message>
        <source>Thoughts of the model</source>
        <translation>Gedanken des Modells</translation>
    </message>
    <message>
        <source>Hide what it thought</source>
        <translation>Gedanken verbergen</translation>
    </message>
    <message>
        <source>Show what it thought</source>
        <translation>Gedanken zeigen</translation>
    </message>
</context>
<context>
    <name>TileDialog</name>
    <message>
        <source>Draw tile {n} of {total} again</source>
        <translation>Kachel {n} von {total} neu zeichnen</translation>
    </message>
    <message>
        <source>Prompt of the tile</source>
        <translation>Prompt der Kachel</translation>
    </message>
    <message>
        <source>Seed of the tile</source>
        <translation>Seed der Kachel</translation>
    </message>
    <message>
        <source>Another seed</source>
        <translation>Anderer Seed</translation>
    </message>
    <message>
        <source>Draw it again</source>
        <translation>Neu zeichnen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>What this tile shows</source>
        <translation>Was diese Kachel zeigt</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>The tiles around it stay. The result is saved as a file of its own.</source>
        <translation>Die Kacheln ringsum bleiben. Das Ergebnis wird als eigene Datei gespeichert.</translation>
    </message>
</context>
<context>
    <name>TileView</name>
    <message>
        <source>Stopped. {n} of {total} tiles are drawn and kept: Run goes on with the next one.</source>
        <translation>Angehalten. {n} von {total} Kacheln sind gezeichnet und bleiben: Ausführen macht mit der nächsten weiter.</translation>
    </message>
    <message>
        <source>Save it as it is</source>
        <translation>Wie es ist speichern</translation>
    </message>
</context>
<context>
    <name>TimesField</name>
    <message>
        <source>Start of the segment</source>
        <translation>Anfang des Abschnitts</translation>
    </message>
    <message>
        <source>End of the segment</source>
        <translation>Ende des Abschnitts</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Minutes and seconds, such as 1:02.5</source>
        <translation>Minuten und Sekunden, zum Beispiel 1:02.5</translation>
    </message>
    <message>
        <source>Please write times such as 1:02.5.</source>
        <translation>Bitte schreiben Sie Zeiten wie 1:02.5.</translation>
    </message>
    <message>
        <source>The end must come after the start.</source>
        <translation>Das Ende muss nach dem Anfang kommen.</translation>
    </message>
</context>
<context>
    <name>TipFollowing</name>
    <message>
        <source>Nothing is left to change about that. {advice}</source>
        <translation>Daran lässt sich nichts mehr ändern. {advice}</translation>
    </message>
    <message>
        <source>Changed: {changes}. {advice}</source>
        <translation>Geändert: {changes}. {advice}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>The settings are as they were.</source>
        <translation>Die Einstellungen sind wieder wie zuvor.</translation>
    </message>
</context>
<context>
    <name>TipsBar</name>
    <message>
        <source>Not right yet?</source>
        <translation>Noch nicht gut?</translation>
    </message>
    <message>
        <source>More…</source>
        <translation>Mehr…</translation>
    </message>
    <message>
        <source>What else may be wrong</source>
        <translation>Was sonst nicht stimmen könnte</translation>
    </message>
</context>
<context>
    <name>TokenCanvas</name>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Token {number} of {total}: {shown}   id {id}   bytes {bytes}</source>
        <translation>Token {number} von {total}: {shown}   ID {id}   Bytes {bytes}</translation>
    </message>
</context>
<context>
    <name>TokenPage</name>
    <message>
        <source>Text to cut into tokens</source>
        <translation>Text, der in Token zerlegt wird</translation>
    </message>
    <message>
        <source>Type or paste any text here to see its tokens.</source>
        <translation>Hier Text schreiben oder einfügen, um seine Token zu sehen.</translation>
    </message>
    <message>
        <source>&amp;Special tokens</source>
        <translation>&amp;Spezielle Token</translation>
    </message>
    <message>
        <source>Read marks such as &lt;|im_start|&gt; as one token, as in a conversation</source>
        <translation>Markierungen wie &lt;|im_start|&gt; als ein Token lesen, wie in einem Gespräch</translation>
    </message>
    <message>
        <source>Show &amp;ids</source>
        <translation>&amp;IDs zeigen</translation>
    </message>
    <message>
        <source>The number of each token in the model&apos;s vocabulary</source>
        <translation>Die Nummer jedes Tokens im Vokabular des Modells</translation>
    </message>
    <message>
        <source>&amp;Copy ids</source>
        <translation>IDs &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy the ids of the selected tokens, or of all of them</source>
        <translation>Die IDs der gewählten Token kopieren, oder die von allen</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>Zählwerte</translation>
    </message>
    <message>
        <source>Cutting text into tokens</source>
        <translation>Text wird in Token zerlegt</translation>
    </message>
    <message>
        <source>Loading {model}…</source>
        <translation>{model} wird geladen…</translation>
    </message>
    <message>
        <source>&amp;Load {model}</source>
        <translation>{model} &amp;laden</translation>
    </message>
    <message>
        <source>&amp;Load {model} (downloads {size})</source>
        <translation>{model} &amp;laden (lädt {size} herunter)</translation>
    </message>
    <message>
        <source>The text is cut by the model itself, which is not loaded yet.</source>
        <translation>Den Text zerlegt das Modell selbst, und es ist noch nicht geladen.</translation>
    </message>
    <message>
        <source>Choose a model first: each cuts text in its own way.</source>
        <translation>Wählen Sie zuerst ein Modell: jedes zerlegt Text auf seine Weise.</translation>
    </message>
    <message>
        <source>Tokenizer of {model}.</source>
        <translation>Tokenizer von {model}.</translation>
    </message>
    <message>
        <source>{number} tokens</source>
        <translation>{number} Token</translation>
    </message>
    <message>
        <source>{number} characters</source>
        <translation>{number} Zeichen</translation>
    </message>
    <message>
        <source>{number} tokens per word</source>
        <translation>{number} Token je Wort</translation>
    </message>
    <message>
        <source>{share} % of the model&apos;s window</source>
        <translation>{share} % des Kontextfensters</translation>
    </message>
    <message>
        <source>{number} selected</source>
        <translation>{number} gewählt</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Scroll the conversation</source>
        <translation>Im Gespräch blättern</translation>
    </message>
    <message>
        <source>To the latest message (End)</source>
        <translation>Zur neuesten Nachricht (Ende)</translation>
    </message>
    <message>
        <source>To the latest message</source>
        <translation>Zur neuesten Nachricht</translation>
    </message>
</context>
<context>
    <name>TranscriptEditor</name>
    <message>
        <source>There is no transcript yet.</source>
        <translation>Es gibt noch kein Transkript.</translation>
    </message>
    <message>
        <source>Nothing has been heard yet.</source>
        <translation>Noch ist nichts erkannt.</translation>
    </message>
    <message>
        <source>Take the mark “right” off</source>
        <translation>Markierung „richtig“ wegnehmen</translation>
    </message>
    <message>
        <source>Mark as right</source>
        <translation>Als richtig markieren</translation>
    </message>
    <message>
        <source>Merge the selected</source>
        <translation>Gewählte zusammenführen</translation>
    </message>
    <message>
        <source>Merge with the next</source>
        <translation>Mit dem nächsten zusammenführen</translation>
    </message>
</context>
<context>
    <name>TranscriptionTab</name>
    <message>
        <source>{model} is not here any more.</source>
        <translation>{model} ist nicht mehr hier.</translation>
    </message>
    <message>
        <source>{model} runs on the command line. See: hearth run {model} --help</source>
        <translation>{model} läuft auf der Kommandozeile. Siehe: hearth run {model} --help</translation>
    </message>
    <message>
        <source>The recording of {name} was not found: put it beside the file.</source>
        <translation>Die Aufnahme zu {name} wurde nicht gefunden: legen Sie sie neben die Datei.</translation>
    </message>
    <message>
        <source>Transcribe again</source>
        <translation>Neu transkribieren</translation>
    </message>
    <message>
        <source>Transcribe {name} again?</source>
        <translation>{name} neu transkribieren?</translation>
    </message>
    <message>
        <source>What you have put right stays as a file of its own, beside the new one.</source>
        <translation>Was Sie berichtigt haben, bleibt als eigene Datei neben der neuen erhalten.</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>Als {name} gespeichert.</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Saved as {name} in {time}.</source>
        <translation>In {time} als {name} gespeichert.</translation>
    </message>
    <message>
        <source>Stopped. The text until here is kept; Run goes on from here.</source>
        <translation>Angehalten. Der Text bis hier ist gesichert; „Ausführen“ macht von hier weiter.</translation>
    </message>
</context>
<context>
    <name>TranscriptionView</name>
    <message>
        <source>Other files…</source>
        <translation>Andere Dateien…</translation>
    </message>
    <message>
        <source>Put in other files (Ctrl+O)</source>
        <translation>Andere Dateien nehmen (Strg+O)</translation>
    </message>
    <message>
        <source>Record…</source>
        <translation>Aufnehmen…</translation>
    </message>
    <message>
        <source>Record with the microphone (Ctrl+Shift+R)</source>
        <translation>Mit dem Mikrofon aufnehmen (Strg+Umschalt+R)</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Show the result in its folder</source>
        <translation>Das Ergebnis in seinem Ordner zeigen</translation>
    </message>
    <message>
        <source>{name}  ·  {language}, {percent} % sure</source>
        <translation>{name}  ·  {language}, zu {percent} % sicher</translation>
    </message>
    <message>
        <source>{name}  ·  {language}</source>
        <translation>{name}  ·  {language}</translation>
    </message>
</context>
<context>
    <name>TrialRunner</name>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
</context>
<context>
    <name>UpscalingTab</name>
    <message>
        <source>Drop pictures or a folder here</source>
        <translation>Bilder oder einen Ordner hier ablegen</translation>
    </message>
    <message>
        <source>or choose them, or paste a picture. A model of your own ({suffixes}) can be dropped here, too.</source>
        <translation>oder wählen oder ein Bild einfügen. Auch ein eigenes Modell ({suffixes}) können Sie hier ablegen.</translation>
    </message>
    <message>
        <source>{model} is not here any more.</source>
        <translation>{model} ist nicht mehr hier.</translation>
    </message>
    <message>
        <source>{n} of {total}</source>
        <translation>{n} von {total}</translation>
    </message>
    <message>
        <source>{model} is chosen. Press Run for the whole picture.</source>
        <translation>{model} ist gewählt. Drücken Sie Ausführen für das ganze Bild.</translation>
    </message>
    <message>
        <source>The result is on the clipboard.</source>
        <translation>Das Ergebnis ist in der Zwischenablage.</translation>
    </message>
</context>
<context>
    <name>UpscalingView</name>
    <message>
        <source>Other files…</source>
        <translation>Andere Dateien…</translation>
    </message>
    <message>
        <source>Put in other files (Ctrl+O)</source>
        <translation>Andere Dateien nehmen (Strg+O)</translation>
    </message>
    <message>
        <source>Try on a part…</source>
        <translation>Probieren…</translation>
    </message>
    <message>
        <source>See what several models make of a small part (Ctrl+T)</source>
        <translation>Sehen, was mehrere Modelle aus einem kleinen Ausschnitt machen (Strg+T)</translation>
    </message>
    <message>
        <source>Redo a tile…</source>
        <translation>Kachel neu zeichnen…</translation>
    </message>
    <message>
        <source>Choose a tile to have it drawn again, with another seed or prompt (Ctrl+Shift+T)</source>
        <translation>Wählen Sie eine Kachel, die mit anderem Seed oder Prompt neu gezeichnet werden soll (Strg+Umschalt+T)</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>Kopie speichern…</translation>
    </message>
    <message>
        <source>Save the result elsewhere (Ctrl+S)</source>
        <translation>Das Ergebnis woanders speichern (Strg+S)</translation>
    </message>
    <message>
        <source>Copy the result to the clipboard (Ctrl+C)</source>
        <translation>Das Ergebnis in die Zwischenablage kopieren (Strg+C)</translation>
    </message>
    <message>
        <source>Show the result in its folder</source>
        <translation>Das Ergebnis in seinem Ordner zeigen</translation>
    </message>
</context>
<context>
    <name>VariableFields</name>
    <message>
        <source>No variables. Write a name in angle brackets, such as &lt;animal&gt;, for a place that changes.</source>
        <translation>Keine Variablen. Schreiben Sie einen Namen in spitzen Klammern, zum Beispiel &lt;Tier&gt;, für eine Stelle, die sich ändert.</translation>
    </message>
    <message>
        <source>Value of {variable}</source>
        <translation>Wert von {variable}</translation>
    </message>
</context>
<context>
    <name>VariantRow</name>
    <message>
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Laden</translation>
    </message>
    <message>
        <source>Unload</source>
        <translation>Entladen</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Load it into memory now; the first run then starts at once</source>
        <translation>Jetzt in den Speicher laden; der erste Lauf beginnt dann sofort</translation>
    </message>
    <message>
        <source>Give its memory back now</source>
        <translation>Seinen Speicher jetzt freigeben</translation>
    </message>
    <message>
        <source>Delete its files from this computer</source>
        <translation>Seine Dateien von diesem Computer löschen</translation>
    </message>
    <message>
        <source>{action} {title}</source>
        <translation>{title}: {action}</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>{size} to download</source>
        <translation>{size} herunterzuladen</translation>
    </message>
    <message>
        <source>version {id}</source>
        <translation>Version {id}</translation>
    </message>
    <message>
        <source>an older version that you have used</source>
        <translation>eine ältere Version, die Sie verwendet haben</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Download failed</source>
        <translation>Download fehlgeschlagen</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>Wird heruntergeladen</translation>
    </message>
    <message>
        <source>Loaded</source>
        <translation>Geladen</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installiert</translation>
    </message>
    <message>
        <source>Partly here</source>
        <translation>Teilweise hier</translation>
    </message>
    <message>
        <source>Not installed</source>
        <translation>Nicht installiert</translation>
    </message>
</context>
<context>
    <name>VideoPreview</name>
    <message>
        <source>Preview of the captions</source>
        <translation>Vorschau der Untertitel</translation>
    </message>
    <message>
        <source>The captions as they will look; click to play or pause (F8)</source>
        <translation>Die Untertitel, wie sie aussehen werden; Klicken spielt ab oder hält an (F8)</translation>
    </message>
</context>
<context>
    <name>VisionFiles</name>
    <message>
        <source>Added {name}: {facts}. Check its licence yourself.</source>
        <translation>{name} hinzugefügt: {facts}. Prüfen Sie die Lizenz selbst.</translation>
    </message>
    <message>
        <source>{name} sees no pictures. It is among your models now.</source>
        <translation>{name} sieht keine Bilder. Es ist jetzt unter Ihren Modellen.</translation>
    </message>
</context>
<context>
    <name>WatchBox</name>
    <message>
        <source>Watch the folder</source>
        <translation>Beobachten</translation>
    </message>
    <message>
        <source>Go on waiting, and do what is put into the folder later; Cancel ends it</source>
        <translation>Weiter warten und bearbeiten, was später in den Ordner gelegt wird; Abbrechen beendet es</translation>
    </message>
</context>
<context>
    <name>Waveform</name>
    <message>
        <source>Zoom in (+ or Ctrl and wheel)</source>
        <translation>Hineinzoomen (+ oder Strg und Mausrad)</translation>
    </message>
    <message>
        <source>Zoom out (-)</source>
        <translation>Herauszoomen (-)</translation>
    </message>
    <message>
        <source>Show the whole recording (0)</source>
        <translation>Die ganze Aufnahme zeigen (0)</translation>
    </message>
    <message>
        <source>Reading the recording…</source>
        <translation>Aufnahme wird gelesen…</translation>
    </message>
    <message>
        <source>Waveform of {name}</source>
        <translation>Wellenform von {name}</translation>
    </message>
    <message>
        <source>Reading the recording… {percent} %</source>
        <translation>Aufnahme wird gelesen… {percent} %</translation>
    </message>
    <message>
        <source>The sound of this file cannot be shown.</source>
        <translation>Der Ton dieser Datei lässt sich nicht zeigen.</translation>
    </message>
</context>
<context>
    <name>WaveformCanvas</name>
    <message>
        <source>Waveform</source>
        <translation>Wellenform</translation>
    </message>
</context>
<context>
    <name>WaveformView</name>
    <message>
        <source>Space plays and pauses; Left and Right move by a second, with Shift by five; Up and Down go from segment to segment; Return plays one; Alt with Left or Right moves its start, with Shift its end; plus and minus zoom, 0 shows everything.</source>
        <translation>Leertaste spielt ab und hält an; Links und Rechts bewegen um eine Sekunde, mit Umschalt um fünf; Auf und Ab gehen von Abschnitt zu Abschnitt; Eingabe spielt einen ab; Alt mit Links oder Rechts verschiebt seinen Anfang, mit Umschalt sein Ende; Plus und Minus zoomen, 0 zeigt alles.</translation>
    </message>
    <message>
        <source>Segment {n} of {total}, {start} to {end}. {text}</source>
        <translation>Abschnitt {n} von {total}, {start} bis {end}. {text}</translation>
    </message>
    <message>
        <source>Worth checking.</source>
        <translation>Sollte geprüft werden.</translation>
    </message>
</context>
<context>
    <name>WelcomeDialog</name>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Start with this folder</source>
        <translation>Mit diesem Ordner starten</translation>
    </message>
    <message>
        <source>Models can take many gigabytes. They are kept in this folder; you can move them to another disk at any time (File, Storage).</source>
        <translation>Modelle können viele Gigabyte groß sein. Sie liegen in diesem Ordner; Sie können sie jederzeit auf einen anderen Datenträger verschieben (Datei, Ablage).</translation>
    </message>
    <message>
        <source>Where models are kept</source>
        <translation>Wo die Modelle liegen</translation>
    </message>
    <message>
        <source>Hearth can use models of other programs where they lie. Nothing there is copied, changed or deleted.</source>
        <translation>Hearth kann Modelle anderer Programme dort verwenden, wo sie liegen. Nichts wird dort kopiert, geändert oder gelöscht.</translation>
    </message>
    <message>
        <source>Models you have already</source>
        <translation>Modelle, die Sie schon haben</translation>
    </message>
    <message>
        <source>Welcome to Hearth</source>
        <translation>Willkommen bei Hearth</translation>
    </message>
    <message>
        <source>{program}: {folder}</source>
        <translation>{program}: {folder}</translation>
    </message>
    <message>
        <source>Use the models in this folder where they lie</source>
        <translation>Die Modelle in diesem Ordner dort verwenden, wo sie liegen</translation>
    </message>
</context>
<context>
    <name>WorkshopPage</name>
    <message>
        <source>Answer to the template</source>
        <translation>Antwort auf die Vorlage</translation>
    </message>
    <message>
        <source>Run once</source>
        <translation>Einmal ausführen</translation>
    </message>
    <message>
        <source>Ask the model once, with these values (Ctrl+Return)</source>
        <translation>Das Modell einmal fragen, mit diesen Werten (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop the answer (Esc); what was said stays</source>
        <translation>Die Antwort anhalten (Esc); was schon da ist, bleibt</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Run over a table</source>
        <translation>Tabelle abarbeiten</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Prompt workshop</source>
        <translation>Prompt-Werkstatt</translation>
    </message>
    <message>
        <source>✓ Follows the schema.</source>
        <translation>✓ Folgt dem Schema.</translation>
    </message>
    <message>
        <source>✗ Does not follow the schema: {reason}</source>
        <translation>✗ Folgt dem Schema nicht: {reason}</translation>
    </message>
</context>
<context>
    <name>ZoomBar</name>
    <message>
        <source>Zoom out (-)</source>
        <translation>Herauszoomen (-)</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>Heranzoomen (+)</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Ganz</translation>
    </message>
    <message>
        <source>Show the whole picture (0)</source>
        <translation>Das ganze Bild zeigen (0)</translation>
    </message>
    <message>
        <source>One picture pixel is one screen pixel (1)</source>
        <translation>Ein Bildpixel ist ein Bildschirmpixel (1)</translation>
    </message>
    <message>
        <source>Twice that size (2)</source>
        <translation>Doppelt so groß (2)</translation>
    </message>
</context>
<context>
    <name>_AxisFields</name>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Values of {axis}</source>
        <translation>Werte für {axis}</translation>
    </message>
    <message>
        <source>Please give numbers from {low} to {high}, parted by semicolons.</source>
        <translation>Bitte geben Sie Zahlen von {low} bis {high} ein, durch Semikolons getrennt.</translation>
    </message>
</context>
<context>
    <name>_Card</name>
    <message>
        <source>Progress of {model}</source>
        <translation>Fortschritt von {model}</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>Dieses Modell verwenden</translation>
    </message>
    <message>
        <source>Use {model}</source>
        <translation>{model} verwenden</translation>
    </message>
    <message>
        <source>Waiting for its turn</source>
        <translation>Wartet, bis es an der Reihe ist</translation>
    </message>
    <message>
        <source>Failed: {reason}</source>
        <translation>Fehlgeschlagen: {reason}</translation>
    </message>
</context>
<context>
    <name>chat views</name>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Workshop</source>
        <translation>Werkstatt</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
</context>
<context>
    <name>editor</name>
    <message>
        <source>Roll a new seed and keep it</source>
        <translation>Neuen Seed würfeln und behalten</translation>
    </message>
</context>
<context>
    <name>params</name>
    <message>
        <source>CodeFormer</source>
        <translation>CodeFormer</translation>
    </message>
    <message>
        <source>Restores badly blurred or damaged faces; you choose between a clean face and a close likeness. For non-commercial use only.</source>
        <translation>Stellt stark verschwommene oder beschädigte Gesichter wieder her; Sie wählen zwischen einem sauberen Gesicht und großer Ähnlichkeit. Nur für nichtkommerzielle Zwecke.</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>The photo with the faces to restore: PNG, JPEG, WebP, TIFF, AVIF or HEIC. Every face found in it is restored.</source>
        <translation>Das Foto mit den Gesichtern, die wiederhergestellt werden: PNG, JPEG, WebP, TIFF, AVIF oder HEIC. Jedes darin gefundene Gesicht wird wiederhergestellt.</translation>
    </message>
    <message>
        <source>Fidelity</source>
        <translation>Treue</translation>
    </message>
    <message>
        <source>How closely a restored face follows the photo. 0.5 is usual; lower gives cleaner, sharper faces that may look like somebody else; higher keeps the likeness and more of the damage. Try 0.1 to 0.3 for ruined photos, 0.7 to 1 for good ones.</source>
        <translation>Wie genau ein wiederhergestelltes Gesicht dem Foto folgt. 0,5 ist üblich; niedriger gibt sauberere, schärfere Gesichter, die nach jemand anderem aussehen können; höher bewahrt die Ähnlichkeit und mehr von den Schäden. Probieren Sie 0,1 bis 0,3 für ruinierte Fotos, 0,7 bis 1 für gute.</translation>
    </message>
    <message>
        <source>Enhance background</source>
        <translation>Hintergrund verbessern</translation>
    </message>
    <message>
        <source>On: everything around the faces is sharpened and enlarged by Real-ESRGAN x2plus. Off: it is only stretched (Lanczos), which is much faster and leaves its grain as it is.</source>
        <translation>Ein: alles um die Gesichter herum wird von Real-ESRGAN x2plus geschärft und vergrößert. Aus: es wird nur gestreckt (Lanczos), was viel schneller ist und das Korn lässt, wie es ist.</translation>
    </message>
    <message>
        <source>Sharpen faces further</source>
        <translation>Gesichter weiter schärfen</translation>
    </message>
    <message>
        <source>On: restored faces are enlarged by Real-ESRGAN as well before they are put back. Helps where a face covers more than 512 pixels of the result; costs a few seconds a face without a graphics card.</source>
        <translation>Ein: wiederhergestellte Gesichter werden vor dem Einsetzen auch von Real-ESRGAN vergrößert. Hilft, wo ein Gesicht im Ergebnis mehr als 512 Pixel einnimmt; kostet ohne Grafikkarte einige Sekunden je Gesicht.</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Faktor</translation>
    </message>
    <message>
        <source>How many times wider and higher the result is. 2 is usual; 1 keeps the size of the photo; 3 and 4 give room for detail where the faces are small, and take more time and memory.</source>
        <translation>Wie viel Mal breiter und höher das Ergebnis wird. 2 ist üblich; 1 behält die Größe des Fotos; 3 und 4 geben Raum für Details, wo die Gesichter klein sind, und brauchen mehr Zeit und Speicher.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>File format of the result. Automatic keeps the format of the output name, else that of the source, else PNG. PNG and TIFF lose nothing; JPEG, WebP and AVIF are smaller. JPEG has no transparency and only 8 bits.</source>
        <translation>Dateiformat des Ergebnisses. Automatisch behält das Format des Ausgabenamens, sonst das der Quelle, sonst PNG. PNG und TIFF verlieren nichts; JPEG, WebP und AVIF sind kleiner. JPEG hat keine Transparenz und nur 8 Bit.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Answers questions, writes and rewrites text, extracts and explains, on your own machine. What it says sounds right and often is not: check what matters.</source>
        <translation>Beantwortet Fragen, schreibt und überarbeitet Texte, zieht Angaben heraus und erklärt, auf Ihrem eigenen Computer. Was es sagt, klingt richtig und ist es oft nicht: prüfen Sie, worauf es ankommt.</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>What you ask or tell the model. Say what you want, for whom, and in which form; an example of a good answer helps more than a rule.</source>
        <translation>Was Sie das Modell fragen oder ihm sagen. Schreiben Sie, was Sie möchten, für wen und in welcher Form; ein Beispiel einer guten Antwort hilft mehr als eine Regel.</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>Systemprompt</translation>
    </message>
    <message>
        <source>Stands before the conversation and says how the model should behave: its role, tone, language and limits. Empty leaves it to the model. Base models without a chat template read it as the first paragraph.</source>
        <translation>Steht vor dem Gespräch und sagt, wie sich das Modell verhalten soll: seine Rolle, seinen Ton, seine Sprache und seine Grenzen. Leer überlässt es dem Modell. Basismodelle ohne Chat-Vorlage lesen ihn als ersten Absatz.</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>How daring the choice of words is. 0.1 to 0.4 for facts, code and extraction, 0.7 is usual, 0.8 to 1.2 for stories and ideas; far above 1.5 words fall apart.</source>
        <translation>Wie gewagt die Wortwahl ist. 0,1 bis 0,4 für Fakten, Code und das Herausziehen von Angaben, 0,7 ist üblich, 0,8 bis 1,2 für Geschichten und Ideen; weit über 1,5 zerfallen die Wörter.</translation>
    </message>
    <message>
        <source>Top p</source>
        <translation>Top p</translation>
    </message>
    <message>
        <source>Only the likeliest words that together have this probability are chosen from. 0.9 to 0.95 is usual; lower is safer and more repetitive, 1 allows every word.</source>
        <translation>Gewählt wird nur unter den wahrscheinlichsten Wörtern, die zusammen diese Wahrscheinlichkeit haben. 0,9 bis 0,95 ist üblich; niedriger ist sicherer und wiederholt sich eher, 1 lässt jedes Wort zu.</translation>
    </message>
    <message>
        <source>Top k</source>
        <translation>Top k</translation>
    </message>
    <message>
        <source>Only so many of the likeliest words are chosen from. 20 to 40 keeps nonsense out at high temperatures; 1 always takes the likeliest; -1 is off.</source>
        <translation>Gewählt wird nur unter so vielen der wahrscheinlichsten Wörter. 20 bis 40 hält bei hohen Temperaturen Unsinn fern; 1 nimmt immer das wahrscheinlichste; -1 ist aus.</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Max new tokens</source>
        <translation>Neue Token, höchstens</translation>
    </message>
    <message>
        <source>The answer ends after so many tokens at the latest; a token is about four letters of English. 128 is a short paragraph, 512 a page. Models that think first need 1024.</source>
        <translation>Die Antwort endet spätestens nach so vielen Token; ein Token sind etwa vier Buchstaben Englisch. 128 ist ein kurzer Absatz, 512 eine Seite. Modelle, die zuerst nachdenken, brauchen 1024.</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Min new tokens</source>
        <translation>Neue Token, mindestens</translation>
    </message>
    <message>
        <source>The model may not end its answer before so many tokens. Useful against answers of one word; too high makes it ramble. -1 is off.</source>
        <translation>Vor so vielen Token darf das Modell seine Antwort nicht beenden. Nützlich gegen Antworten aus einem Wort; zu hoch lässt es schwafeln. -1 ist aus.</translation>
    </message>
    <message>
        <source>Stop sequences</source>
        <translation>Stoppsequenzen</translation>
    </message>
    <message>
        <source>The answer ends before any of these, separated by commas: Q:,###. Write \n for a new line and \, for a comma. For base models, which do not know when to end.</source>
        <translation>Die Antwort endet vor jeder von diesen, mit Kommas getrennt: Q:,###. Schreiben Sie \n für eine neue Zeile und \, für ein Komma. Für Basismodelle, die nicht wissen, wann sie aufhören sollen.</translation>
    </message>
    <message>
        <source>Repetition penalty</source>
        <translation>Strafe für Wiederholungen</translation>
    </message>
    <message>
        <source>Makes words that have been said less likely. 0 is none; 0.1 to 0.2 is usual against loops; 1 is the strongest and hurts code and lists, which repeat by nature.</source>
        <translation>Macht schon gesagte Wörter unwahrscheinlicher. 0 ist keine; 0,1 bis 0,2 ist üblich gegen Schleifen; 1 ist die stärkste und schadet Code und Listen, die sich von Natur aus wiederholen.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>A number that fixes the dice: the same seed, settings and conversation give the same text. The conversation is then read anew for each answer, which takes longer. Empty takes another one each time.</source>
        <translation>Eine Zahl, die die Würfel festhält: gleicher Seed, gleiche Einstellungen und gleiches Gespräch geben denselben Text. Das Gespräch wird dann für jede Antwort neu gelesen, was länger dauert. Leer nimmt jedes Mal eine andere.</translation>
    </message>
    <message>
        <source>Context length</source>
        <translation>Kontextlänge</translation>
    </message>
    <message>
        <source>How many tokens the model keeps in mind, conversation and answer together. More takes more memory. 0 takes what the model was trained for, up to 8192.</source>
        <translation>Wie viele Token das Modell im Kopf behält, Gespräch und Antwort zusammen. Mehr braucht mehr Speicher. 0 nimmt, wofür das Modell trainiert ist, bis zu 8192.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Which language model answers. The first one is small enough to begin with on any machine, and makes many mistakes; take the largest that fits your memory. Base models continue a text and do not answer.</source>
        <translation>Welches Sprachmodell antwortet. Das erste ist klein genug, um auf jedem Computer damit anzufangen, und macht viele Fehler; nehmen Sie das größte, das in Ihren Speicher passt. Basismodelle setzen einen Text fort und antworten nicht.</translation>
    </message>
    <message>
        <source>SmolLM2 135M Instruct</source>
        <translation>SmolLM2 135M Instruct</translation>
    </message>
    <message>
        <source>Qwen3 0.6B</source>
        <translation>Qwen3 0.6B</translation>
    </message>
    <message>
        <source>LFM2.5 1.2B Instruct</source>
        <translation>LFM2.5 1.2B Instruct</translation>
    </message>
    <message>
        <source>SmolLM2 1.7B Instruct</source>
        <translation>SmolLM2 1.7B Instruct</translation>
    </message>
    <message>
        <source>Qwen3 1.7B</source>
        <translation>Qwen3 1.7B</translation>
    </message>
    <message>
        <source>SmolLM3 3B</source>
        <translation>SmolLM3 3B</translation>
    </message>
    <message>
        <source>Granite 4.0 Micro</source>
        <translation>Granite 4.0 Micro</translation>
    </message>
    <message>
        <source>Phi-4 mini Instruct</source>
        <translation>Phi-4 mini Instruct</translation>
    </message>
    <message>
        <source>Qwen3 4B Instruct 2507</source>
        <translation>Qwen3 4B Instruct 2507</translation>
    </message>
    <message>
        <source>Qwen3 8B</source>
        <translation>Qwen3 8B</translation>
    </message>
    <message>
        <source>Qwen3.5 9B</source>
        <translation>Qwen3.5 9B</translation>
    </message>
    <message>
        <source>Mistral Nemo Instruct 2407</source>
        <translation>Mistral Nemo Instruct 2407</translation>
    </message>
    <message>
        <source>Qwen3 14B</source>
        <translation>Qwen3 14B</translation>
    </message>
    <message>
        <source>gpt-oss 20B</source>
        <translation>gpt-oss 20B</translation>
    </message>
    <message>
        <source>Mistral Small 3.2 24B Instruct 2506</source>
        <translation>Mistral Small 3.2 24B Instruct 2506</translation>
    </message>
    <message>
        <source>Qwen3.6 27B</source>
        <translation>Qwen3.6 27B</translation>
    </message>
    <message>
        <source>Qwen3 30B A3B Instruct 2507</source>
        <translation>Qwen3 30B A3B Instruct 2507</translation>
    </message>
    <message>
        <source>SmolLM2 135M (base)</source>
        <translation>SmolLM2 135M (Basismodell)</translation>
    </message>
    <message>
        <source>SmolLM2 360M (base)</source>
        <translation>SmolLM2 360M (Basismodell)</translation>
    </message>
    <message>
        <source>Qwen3 0.6B (base)</source>
        <translation>Qwen3 0.6B (Basismodell)</translation>
    </message>
    <message>
        <source>Qwen3 4B (base)</source>
        <translation>Qwen3 4B (Basismodell)</translation>
    </message>
    <message>
        <source>text writes the answer alone; json adds the question, the settings, counts and speeds.</source>
        <translation>text schreibt nur die Antwort; json fügt die Frage, die Einstellungen, Zählwerte und Geschwindigkeiten hinzu.</translation>
    </message>
    <message>
        <source>The answer alone</source>
        <translation>Nur die Antwort</translation>
    </message>
    <message>
        <source>JSON with settings and counts</source>
        <translation>JSON mit Einstellungen und Zählwerten</translation>
    </message>
    <message>
        <source>Free also for commercial use, but only for companies with less than 10 million US dollars of yearly revenue. Above that, ask Liquid AI for a licence.</source>
        <translation>Frei, auch für kommerzielle Nutzung, aber nur für Unternehmen mit weniger als 10 Millionen US-Dollar Jahresumsatz. Darüber brauchen Sie eine Lizenz von Liquid AI.</translation>
    </message>
    <message>
        <source>Chat with a model</source>
        <translation>Mit einem Modell chatten</translation>
    </message>
    <message>
        <source>Write and rewrite</source>
        <translation>Schreiben und umschreiben</translation>
    </message>
    <message>
        <source>Drafting, rewriting and shortening text, and changing its tone</source>
        <translation>Texte entwerfen, umschreiben und kürzen und ihren Ton ändern</translation>
    </message>
    <message>
        <source>Explaining, summing up and translating, with a model of 4 billion parameters or more</source>
        <translation>Erklären, zusammenfassen und übersetzen, mit einem Modell ab 4 Milliarden Parametern</translation>
    </message>
    <message>
        <source>Sorting and picking facts out of text that you give it, one row or a whole table at a time</source>
        <translation>Einordnen und Angaben herausziehen aus Texten, die Sie ihm geben, zeilenweise oder eine ganze Tabelle auf einmal</translation>
    </message>
    <message>
        <source>Private text, since nothing leaves the computer</source>
        <translation>Vertrauliche Texte, denn nichts verlässt den Computer</translation>
    </message>
    <message>
        <source>Facts and sources, which small models invent in a sure voice</source>
        <translation>Fakten und Quellen, die kleine Modelle mit sicherer Stimme erfinden</translation>
    </message>
    <message>
        <source>News and anything after the model was made; it cannot look things up</source>
        <translation>Nachrichten und alles nach der Entstehung des Modells; es kann nichts nachschlagen</translation>
    </message>
    <message>
        <source>Counting letters, long sums and exact quotes</source>
        <translation>Buchstaben zählen, lange Summen und wörtliche Zitate</translation>
    </message>
    <message>
        <source>Advice on health, law or money</source>
        <translation>Rat zu Gesundheit, Recht oder Geld</translation>
    </message>
    <message>
        <source>A simple question, answered plainly</source>
        <translation>Eine einfache Frage, schlicht beantwortet</translation>
    </message>
    <message>
        <source>The same model with a role</source>
        <translation>Dasselbe Modell mit einer Rolle</translation>
    </message>
    <message>
        <source>An e-mail made polite</source>
        <translation>Eine höflich gemachte E-Mail</translation>
    </message>
    <message>
        <source>Sorting by examples, with a base model</source>
        <translation>Einordnen nach Beispielen, mit einem Basismodell</translation>
    </message>
    <message>
        <source>PNG</source>
        <translation>PNG</translation>
    </message>
    <message>
        <source>JPEG</source>
        <translation>JPEG</translation>
    </message>
    <message>
        <source>WebP</source>
        <translation>WebP</translation>
    </message>
    <message>
        <source>TIFF</source>
        <translation>TIFF</translation>
    </message>
    <message>
        <source>AVIF</source>
        <translation>AVIF</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Quality of JPEG, WebP and AVIF. 95 is visually lossless, 80 suits the web, lower gives smaller files with visible blocks.</source>
        <translation>Qualität von JPEG, WebP und AVIF. 95 ist fürs Auge verlustfrei, 80 passt fürs Web, niedriger gibt kleinere Dateien mit sichtbaren Blöcken.</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Dateiname</translation>
    </message>
    <message>
        <source>Name of the result. {name} is the source&apos;s name, {model} the model, {scale} the enlargement, {date} and {time} the moment, {n} a running number.</source>
        <translation>Name des Ergebnisses. {name} ist der Name der Quelle, {model} das Modell, {scale} die Vergrößerung, {date} und {time} der Zeitpunkt, {n} eine laufende Nummer.</translation>
    </message>
    <message>
        <source>Keep metadata</source>
        <translation>Metadaten behalten</translation>
    </message>
    <message>
        <source>Carry the photo&apos;s EXIF (camera, date, place) and XMP over to the result. Switch off before publishing a picture whose place should stay private. The colour profile is always kept, and the note on model and settings is always written.</source>
        <translation>EXIF (Kamera, Datum, Ort) und XMP des Fotos ins Ergebnis übernehmen. Schalten Sie das aus, bevor Sie ein Bild veröffentlichen, dessen Ort privat bleiben soll. Das Farbprofil bleibt immer erhalten, und der Vermerk zu Modell und Einstellungen wird immer geschrieben.</translation>
    </message>
    <message>
        <source>facexlib publishes the face parser under MIT. The network comes from PSFRGAN (CC BY-NC-SA 4.0), where it is trained on CelebAMask-HQ, pictures for non-commercial research only. Judge for yourself before you use results commercially.</source>
        <translation>facexlib veröffentlicht den Face Parser unter MIT. Das Netz stammt aus PSFRGAN (CC BY-NC-SA 4.0), wo es mit CelebAMask-HQ trainiert ist, Bildern nur für nichtkommerzielle Forschung. Urteilen Sie selbst, bevor Sie Ergebnisse kommerziell nutzen.</translation>
    </message>
    <message>
        <source>Restore faces</source>
        <translation>Gesichter wiederherstellen</translation>
    </message>
    <message>
        <source>Faces so damaged that other models give up</source>
        <translation>Gesichter, die so beschädigt sind, dass andere Modelle aufgeben</translation>
    </message>
    <message>
        <source>Choosing between a clean face and a close likeness with one dial</source>
        <translation>Mit einem Regler zwischen sauberem Gesicht und großer Ähnlichkeit wählen</translation>
    </message>
    <message>
        <source>Faces that are already sharp, which it smooths</source>
        <translation>Gesichter, die schon scharf sind; sie werden geglättet</translation>
    </message>
    <message>
        <source>Hands, clothes and everything else that is no face</source>
        <translation>Hände, Kleidung und alles andere, was kein Gesicht ist</translation>
    </message>
    <message>
        <source>Commercial work; the licence of its weights forbids it</source>
        <translation>Kommerzielle Arbeit; die Lizenz seiner Gewichte verbietet sie</translation>
    </message>
    <message>
        <source>A small portrait, likeness first</source>
        <translation>Ein kleines Porträt, Ähnlichkeit zuerst</translation>
    </message>
    <message>
        <source>Word times</source>
        <translation>Wortzeiten</translation>
    </message>
    <message>
        <source>Finds out when each word of a text is said that you have already: a script, a speech, or subtitles whose times have slipped. WhisperX uses the same networks for its word times.</source>
        <translation>Findet heraus, wann jedes Wort eines Textes gesagt wird, den Sie schon haben: ein Skript, eine Rede oder Untertitel, deren Zeiten verrutscht sind. WhisperX verwendet für seine Wortzeiten dieselben Netze.</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>The sound or video in which the text is spoken.</source>
        <translation>Der Ton oder das Video, in dem der Text gesprochen wird.</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>What is said: plain text (.txt), subtitles (.srt, .vtt) or a transcript (.json). Left out, the file of the same name beside the recording is taken.</source>
        <translation>Was gesagt wird: einfacher Text (.txt), Untertitel (.srt, .vtt) oder ein Transkript (.json). Ohne Angabe wird die Datei gleichen Namens neben der Aufnahme genommen.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>What is spoken; each language has a network of its own.</source>
        <translation>Was gesprochen wird; jede Sprache hat ein eigenes Netz.</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>French</source>
        <translation>Französisch</translation>
    </message>
    <message>
        <source>German</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>Spanisch</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>Italienisch</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>Japanisch</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>Chinesisch</translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation>Niederländisch</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>Portugiesisch</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>Arabisch</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>Russisch</translation>
    </message>
    <message>
        <source>Polish</source>
        <translation>Polnisch</translation>
    </message>
    <message>
        <source>Hungarian</source>
        <translation>Ungarisch</translation>
    </message>
    <message>
        <source>Finnish</source>
        <translation>Finnisch</translation>
    </message>
    <message>
        <source>Persian</source>
        <translation>Persisch</translation>
    </message>
    <message>
        <source>Greek</source>
        <translation>Griechisch</translation>
    </message>
    <message>
        <source>Ukrainian</source>
        <translation>Ukrainisch</translation>
    </message>
    <message>
        <source>Czech</source>
        <translation>Tschechisch</translation>
    </message>
    <message>
        <source>Slovak</source>
        <translation>Slowakisch</translation>
    </message>
    <message>
        <source>Turkish</source>
        <translation>Türkisch</translation>
    </message>
    <message>
        <source>Danish</source>
        <translation>Dänisch</translation>
    </message>
    <message>
        <source>Hebrew</source>
        <translation>Hebräisch</translation>
    </message>
    <message>
        <source>Vietnamese</source>
        <translation>Vietnamesisch</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>Koreanisch</translation>
    </message>
    <message>
        <source>Urdu</source>
        <translation>Urdu</translation>
    </message>
    <message>
        <source>Telugu</source>
        <translation>Telugu</translation>
    </message>
    <message>
        <source>Hindi</source>
        <translation>Hindi</translation>
    </message>
    <message>
        <source>Catalan</source>
        <translation>Katalanisch</translation>
    </message>
    <message>
        <source>Malayalam</source>
        <translation>Malayalam</translation>
    </message>
    <message>
        <source>Norwegian</source>
        <translation>Norwegisch</translation>
    </message>
    <message>
        <source>Norwegian Nynorsk</source>
        <translation>Norwegisch (Nynorsk)</translation>
    </message>
    <message>
        <source>Slovenian</source>
        <translation>Slowenisch</translation>
    </message>
    <message>
        <source>Croatian</source>
        <translation>Kroatisch</translation>
    </message>
    <message>
        <source>Romanian</source>
        <translation>Rumänisch</translation>
    </message>
    <message>
        <source>Basque</source>
        <translation>Baskisch</translation>
    </message>
    <message>
        <source>Galician</source>
        <translation>Galicisch</translation>
    </message>
    <message>
        <source>Georgian</source>
        <translation>Georgisch</translation>
    </message>
    <message>
        <source>Latvian</source>
        <translation>Lettisch</translation>
    </message>
    <message>
        <source>Tagalog</source>
        <translation>Tagalog</translation>
    </message>
    <message>
        <source>Swedish</source>
        <translation>Schwedisch</translation>
    </message>
    <message>
        <source>Indonesian</source>
        <translation>Indonesisch</translation>
    </message>
    <message>
        <source>Formats of the result, several parted by commas: srt and vtt are subtitles, txt, md, html, docx and pdf are for reading, csv and tsv are tables, json has everything, aud are labels for Audacity; all stands for every one of them. auto keeps the format of the output&apos;s name, else it is srt.</source>
        <translation>Formate des Ergebnisses, mehrere durch Kommas getrennt: srt und vtt sind Untertitel, txt, md, html, docx und pdf sind zum Lesen, csv und tsv sind Tabellen, json enthält alles, aud sind Textmarken für Audacity; all steht für alle zusammen. auto behält das Format des Ausgabenamens, sonst ist es srt.</translation>
    </message>
    <message>
        <source>Longest line</source>
        <translation>Längste Zeile</translation>
    </message>
    <message>
        <source>Most characters in a line of a subtitle. 42 is usual for films, 32 for phones. With a number of lines as well, words flow on from one subtitle into the next.</source>
        <translation>Höchstzahl der Zeichen in einer Untertitelzeile. 42 ist für Filme üblich, 32 für Handys. Ist auch die Zahl der Zeilen begrenzt, fließen Wörter von einem Untertitel in den nächsten.</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Keine Grenze</translation>
    </message>
    <message>
        <source>characters</source>
        <translation>Zeichen</translation>
    </message>
    <message>
        <source>Most lines</source>
        <translation>Zeilen, höchstens</translation>
    </message>
    <message>
        <source>Most lines in a subtitle. 2 is usual, together with a longest line.</source>
        <translation>Höchstzahl der Zeilen in einem Untertitel. 2 ist üblich, zusammen mit einer längsten Zeile.</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Most words in a line</source>
        <translation>Wörter je Zeile, höchstens</translation>
    </message>
    <message>
        <source>Most words in a line of a subtitle. 1 to 4 suits short films on phones; without the other two limits each such line is a subtitle of its own.</source>
        <translation>Höchstzahl der Wörter in einer Untertitelzeile. 1 bis 4 passt für kurze Filme auf Handys; ohne die beiden anderen Grenzen ist jede solche Zeile ein eigener Untertitel.</translation>
    </message>
    <message>
        <source>words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>Highlight words</source>
        <translation>Wörter hervorheben</translation>
    </message>
    <message>
        <source>In srt and vtt, underline each word while it is said. It needs word times.</source>
        <translation>In srt und vtt jedes Wort unterstreichen, während es gesagt wird. Dazu braucht es Wortzeiten.</translation>
    </message>
    <message>
        <source>Name speakers</source>
        <translation>Sprecher nennen</translation>
    </message>
    <message>
        <source>Put who speaks before the text, where it is known.</source>
        <translation>Vor den Text setzen, wer spricht, wo es bekannt ist.</translation>
    </message>
    <message>
        <source>Name of the result. {name} is the recording&apos;s name, {model} the model, {date} and {time} the moment, {n} a running number.</source>
        <translation>Name des Ergebnisses. {name} ist der Name der Aufnahme, {model} das Modell, {date} und {time} der Zeitpunkt, {n} eine laufende Nummer.</translation>
    </message>
    <message>
        <source>Its terms were not known when this list was made; read its page before you use results commercially.</source>
        <translation>Die Bedingungen waren nicht bekannt, als diese Liste entstand; lesen Sie die Seite des Modells, bevor Sie Ergebnisse kommerziell nutzen.</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>Untertitel</translation>
    </message>
    <message>
        <source>Finding out when each word of a text is said that you already have</source>
        <translation>Herausfinden, wann jedes Wort eines Textes gesagt wird, den Sie schon haben</translation>
    </message>
    <message>
        <source>Subtitles whose times have slipped</source>
        <translation>Untertitel, deren Zeiten verrutscht sind</translation>
    </message>
    <message>
        <source>Texts that differ much from what is said</source>
        <translation>Texte, die stark vom Gesagten abweichen</translation>
    </message>
    <message>
        <source>Languages without an aligner</source>
        <translation>Sprachen ohne Wortzeiten-Modell</translation>
    </message>
    <message>
        <source>A recording with its text beside it</source>
        <translation>Eine Aufnahme mit ihrem Text daneben</translation>
    </message>
    <message>
        <source>GFPGAN</source>
        <translation>GFPGAN</translation>
    </message>
    <message>
        <source>Restores blurred, small or damaged faces in old and low-resolution photos. The rest of the photo is enlarged along with them.</source>
        <translation>Stellt verschwommene, kleine oder beschädigte Gesichter in alten und niedrig aufgelösten Fotos wieder her. Der Rest des Fotos wird mit vergrößert.</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Which weights to use. v1.4 is the usual choice: a little more detail and a better likeness. v1.3 looks more natural and less sharp, and may change the likeness slightly.</source>
        <translation>Welche Gewichte verwendet werden. v1.4 ist die übliche Wahl: etwas mehr Details und größere Ähnlichkeit. v1.3 sieht natürlicher und weniger scharf aus und kann die Ähnlichkeit leicht verändern.</translation>
    </message>
    <message>
        <source>v1.4, more detail</source>
        <translation>v1.4, mehr Details</translation>
    </message>
    <message>
        <source>v1.3, more natural</source>
        <translation>v1.3, natürlicher</translation>
    </message>
    <message>
        <source>How many times wider and higher the result is. 2 is usual; 1 keeps the size of the photo; 4 and more give room for detail where the faces are small, and take more time and memory.</source>
        <translation>Wie viel Mal breiter und höher das Ergebnis wird. 2 ist üblich; 1 behält die Größe des Fotos; 4 und mehr geben Raum für Details, wo die Gesichter klein sind, und brauchen mehr Zeit und Speicher.</translation>
    </message>
    <message>
        <source>Faces that are small, blurred or scratched in old and low-resolution photos</source>
        <translation>Kleine, verschwommene oder zerkratzte Gesichter in alten und niedrig aufgelösten Fotos</translation>
    </message>
    <message>
        <source>Group photos; every face that is found is restored</source>
        <translation>Gruppenfotos; jedes gefundene Gesicht wird wiederhergestellt</translation>
    </message>
    <message>
        <source>Faces in pictures from image generators</source>
        <translation>Gesichter in Bildern von Bildgeneratoren</translation>
    </message>
    <message>
        <source>Keeping a likeness exactly; a restored face is a good guess</source>
        <translation>Genaue Ähnlichkeit; ein wiederhergestelltes Gesicht ist gut geraten</translation>
    </message>
    <message>
        <source>Faces in strong profile, behind glasses with reflections, or half hidden</source>
        <translation>Gesichter im starken Profil, hinter spiegelnden Brillen oder halb verdeckt</translation>
    </message>
    <message>
        <source>A small portrait, twice as wide</source>
        <translation>Ein kleines Porträt, doppelt so breit</translation>
    </message>
    <message>
        <source>Your GGUF model</source>
        <translation>Ihr GGUF-Modell</translation>
    </message>
    <message>
        <source>Runs a language model that you have as a GGUF file, such as those that LM Studio, Jan and Ollama keep. Everything about it is read from the file.</source>
        <translation>Führt ein Sprachmodell aus, das Sie als GGUF-Datei haben, zum Beispiel aus LM Studio, Jan oder Ollama. Alles darüber wird aus der Datei gelesen.</translation>
    </message>
    <message>
        <source>GGUF file</source>
        <translation>GGUF-Datei</translation>
    </message>
    <message>
        <source>A .gguf file of a language model. Q4_K_M is the usual compromise between size and quality.</source>
        <translation>Eine .gguf-Datei eines Sprachmodells. Q4_K_M ist der übliche Kompromiss zwischen Größe und Qualität.</translation>
    </message>
    <message>
        <source>Running a language model that you have as a GGUF file, such as those that LM Studio, Jan and Ollama keep</source>
        <translation>Ein Sprachmodell ausführen, das Sie als GGUF-Datei haben, zum Beispiel aus LM Studio, Jan oder Ollama</translation>
    </message>
    <message>
        <source>Instruct models with their own chat template, and base models, which continue a text</source>
        <translation>Instruct-Modelle mit eigener Chat-Vorlage und Basismodelle, die einen Text fortsetzen</translation>
    </message>
    <message>
        <source>Answers that follow a JSON schema</source>
        <translation>Antworten, die sich an ein JSON-Schema halten</translation>
    </message>
    <message>
        <source>Files in several parts</source>
        <translation>Dateien in mehreren Teilen</translation>
    </message>
    <message>
        <source>A question to a model of yours</source>
        <translation>Eine Frage an ein eigenes Modell</translation>
    </message>
    <message>
        <source>High-resolution ControlNet Tile</source>
        <translation>High-resolution ControlNet Tile</translation>
    </message>
    <message>
        <source>Brings a picture to 2048 pixels or more with new fine detail, drawn by Stable Diffusion while a ControlNet holds on to what was there. Invents what it draws, so not for evidence, and watch faces.</source>
        <translation>Bringt ein Bild auf 2048 Pixel oder mehr mit neuen feinen Details, gezeichnet von Stable Diffusion, während ein ControlNet festhält, was da war. Erfindet, was es zeichnet, also nicht für Beweise; achten Sie auf Gesichter.</translation>
    </message>
    <message>
        <source>What the picture shows, which every tile is told. Name materials and light rather than things that are in one place. (word:1.3) counts more.</source>
        <translation>Was das Bild zeigt; jede Kachel bekommt das gesagt. Nennen Sie eher Materialien und Licht als Dinge, die nur an einer Stelle sind. (Wort:1.3) zählt mehr.</translation>
    </message>
    <message>
        <source>Negative prompt</source>
        <translation>Negativer Prompt</translation>
    </message>
    <message>
        <source>What the picture shall not show.</source>
        <translation>Was das Bild nicht zeigen soll.</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>Basismodell</translation>
    </message>
    <message>
        <source>The model that draws, each under a licence of its own. Realistic Vision is the best for photos. SDXL ones draw larger tiles well and need a tile ControlNet of yours.</source>
        <translation>Das Modell, das zeichnet, jedes mit eigener Lizenz. Realistic Vision ist am besten für Fotos. SDXL-Modelle zeichnen größere Kacheln gut und brauchen ein eigenes Kachel-ControlNet.</translation>
    </message>
    <message>
        <source>Realistic Vision 5.1, photos (SD 1.5)</source>
        <translation>Realistic Vision 5.1, Fotos (SD 1.5)</translation>
    </message>
    <message>
        <source>Deliberate 2, photos and paintings (SD 1.5)</source>
        <translation>Deliberate 2, Fotos und Gemälde (SD 1.5)</translation>
    </message>
    <message>
        <source>Stable Diffusion 1.5, plain</source>
        <translation>Stable Diffusion 1.5, unverändert</translation>
    </message>
    <message>
        <source>Base model of your own</source>
        <translation>Eigenes Basismodell</translation>
    </message>
    <message>
        <source>A checkpoint (.safetensors) of Stable Diffusion 1.5 or SDXL, or a diffusers folder of yours, which draws instead of the base model above.</source>
        <translation>Ein eigener Checkpoint (.safetensors) von Stable Diffusion 1.5 oder SDXL oder ein eigener diffusers-Ordner, der statt des obigen Basismodells zeichnet.</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Auflösung</translation>
    </message>
    <message>
        <source>Length of the result&apos;s shorter side. The picture is first brought to half of it, to a quarter for 4096 and an eighth for 8192.</source>
        <translation>Länge der kürzeren Seite des Ergebnisses. Das Bild wird zuerst auf die Hälfte davon gebracht, für 4096 auf ein Viertel und für 8192 auf ein Achtel.</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>Creativity</source>
        <translation>Kreativität</translation>
    </message>
    <message>
        <source>How much is drawn anew. 0.35 is usual; 0.6 changes much, faces included; 0.2 only refines.</source>
        <translation>Wie viel neu gezeichnet wird. 0,35 ist üblich; 0,6 ändert viel, auch Gesichter; 0,2 verfeinert nur.</translation>
    </message>
    <message>
        <source>Resemblance</source>
        <translation>Bildtreue</translation>
    </message>
    <message>
        <source>How closely the picture is kept by the ControlNet. 0.85 is usual; below 0.4 shapes begin to move.</source>
        <translation>Wie genau das ControlNet das Bild bewahrt. 0,85 ist üblich; unter 0,4 beginnen Formen sich zu verschieben.</translation>
    </message>
    <message>
        <source>HDR</source>
        <translation>HDR</translation>
    </message>
    <message>
        <source>Lighten shadows and darken highlights before drawing, as from several exposures. 0 does nothing, 0.2 is gentle, 1 is strong.</source>
        <translation>Vor dem Zeichnen Schatten aufhellen und Lichter abdunkeln, wie aus mehreren Belichtungen. 0 tut nichts, 0,2 ist sanft, 1 ist stark.</translation>
    </message>
    <message>
        <source>Scheduler</source>
        <translation>Scheduler</translation>
    </message>
    <message>
        <source>How noise becomes a picture. DDIM is the usual one; DPM++ 2M needs fewer steps.</source>
        <translation>Wie aus Rauschen ein Bild wird. DDIM ist üblich; DPM++ 2M braucht weniger Schritte.</translation>
    </message>
    <message>
        <source>DDIM</source>
        <translation>DDIM</translation>
    </message>
    <message>
        <source>DPM++ 2M</source>
        <translation>DPM++ 2M</translation>
    </message>
    <message>
        <source>Euler ancestral</source>
        <translation>Euler ancestral</translation>
    </message>
    <message>
        <source>Euler</source>
        <translation>Euler</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>How many steps drawing from nothing would take; of these the creativity&apos;s share is run. 20 is usual; 8 is enough for a distilled model of your own.</source>
        <translation>Wie viele Schritte ein Zeichnen aus dem Nichts bräuchte; davon läuft der Anteil der Kreativität. 20 ist üblich; 8 genügt für ein eigenes destilliertes Modell.</translation>
    </message>
    <message>
        <source>Guidance scale</source>
        <translation>Guidance-Skala</translation>
    </message>
    <message>
        <source>How closely the prompt is followed. 5 to 7 is usual; up to 1 leaves the negative prompt without effect and is twice as fast, as distilled models need it.</source>
        <translation>Wie genau der Prompt befolgt wird. 5 bis 7 ist üblich; bis 1 bleibt der negative Prompt ohne Wirkung und es geht doppelt so schnell, wie destillierte Modelle es brauchen.</translation>
    </message>
    <message>
        <source>Guess mode</source>
        <translation>Ratemodus</translation>
    </message>
    <message>
        <source>Let the ControlNet guess what the picture shows: it counts more in the deep layers and not at all for the negative prompt. Works without a prompt.</source>
        <translation>Das ControlNet raten lassen, was das Bild zeigt: es zählt in den tiefen Schichten mehr und für den negativen Prompt gar nicht. Geht ohne Prompt.</translation>
    </message>
    <message>
        <source>The same number and settings give the same picture. Off takes a new one each time; the result says which it was.</source>
        <translation>Gleiche Zahl und gleiche Einstellungen geben dasselbe Bild. Aus nimmt jedes Mal eine neue; das Ergebnis nennt, welche es war.</translation>
    </message>
    <message>
        <source>Format as published</source>
        <translation>Format wie veröffentlicht</translation>
    </message>
    <message>
        <source>The published model&apos;s own choice of a format, for calls that have it. Automatic leaves it to the settings of the result.</source>
        <translation>Die eigene Formatwahl des veröffentlichten Modells, für Aufrufe, die sie enthalten. Automatisch überlässt das Format den Einstellungen des Ergebnisses.</translation>
    </message>
    <message>
        <source>Tile size</source>
        <translation>Kachelgröße</translation>
    </message>
    <message>
        <source>Side of what is redrawn at a time, in pixels of the result. 768 is usual; smaller takes less memory and sees less of the picture.</source>
        <translation>Seitenlänge dessen, was auf einmal neu gezeichnet wird, in Pixeln des Ergebnisses. 768 ist üblich; kleiner braucht weniger Speicher und sieht weniger vom Bild.</translation>
    </message>
    <message>
        <source>Tile ControlNet of your own</source>
        <translation>Eigenes Kachel-ControlNet</translation>
    </message>
    <message>
        <source>A ControlNet for tiles (.safetensors or a diffusers folder) that takes the place of the one for Stable Diffusion 1.5. SDXL needs one of yours.</source>
        <translation>Ein ControlNet für Kacheln (.safetensors oder ein diffusers-Ordner), das an die Stelle desjenigen für Stable Diffusion 1.5 tritt. SDXL braucht ein eigenes.</translation>
    </message>
    <message>
        <source>LoRA files</source>
        <translation>LoRA-Dateien</translation>
    </message>
    <message>
        <source>LoRA files (.safetensors) made for the base model, for a style or for more detail. All of them are used at once.</source>
        <translation>LoRA-Dateien (.safetensors) für das Basismodell, für einen Stil oder für mehr Details. Alle werden zugleich verwendet.</translation>
    </message>
    <message>
        <source>LoRA strength</source>
        <translation>LoRA-Stärke</translation>
    </message>
    <message>
        <source>How much the LoRA files count. 1 is usual; 0 is nothing; below 0 does the opposite of what they were trained for.</source>
        <translation>Wie viel die LoRA-Dateien zählen. 1 ist üblich; 0 ist nichts; unter 0 bewirkt das Gegenteil dessen, wofür sie trainiert wurden.</translation>
    </message>
    <message>
        <source>LoRA for sharpness</source>
        <translation>LoRA für Schärfe</translation>
    </message>
    <message>
        <source>A LoRA file of yours that sharpens; the published model&apos;s own one is not to be had.</source>
        <translation>Eine eigene LoRA-Datei, die schärft; die des veröffentlichten Modells ist nicht zu bekommen.</translation>
    </message>
    <message>
        <source>Strength of sharpness</source>
        <translation>Stärke der Schärfe</translation>
    </message>
    <message>
        <source>How much the LoRA for sharpness counts; without one, nothing. 1.25 is usual, at most 2.</source>
        <translation>Wie viel die LoRA für Schärfe zählt; ohne eine nichts. 1,25 ist üblich, höchstens 2.</translation>
    </message>
    <message>
        <source>LoRA for details</source>
        <translation>LoRA für Details</translation>
    </message>
    <message>
        <source>A LoRA file of yours that adds detail; the published model&apos;s own one is not to be had.</source>
        <translation>Eine eigene LoRA-Datei, die Details hinzufügt; die des veröffentlichten Modells ist nicht zu bekommen.</translation>
    </message>
    <message>
        <source>Strength of details</source>
        <translation>Stärke der Details</translation>
    </message>
    <message>
        <source>How much the LoRA for details counts; without one, nothing. 1 is usual; below 0 smooths.</source>
        <translation>Wie viel die LoRA für Details zählt; ohne eine nichts. 1 ist üblich; unter 0 glättet.</translation>
    </message>
    <message>
        <source>The licence that the page names from which it is fetched. Its maker may have set conditions of their own: read them where it was first published before you use pictures commercially.</source>
        <translation>Die Lizenz, die die Seite nennt, von der heruntergeladen wird. Der Urheber kann eigene Bedingungen gestellt haben: lesen Sie sie dort, wo das Modell zuerst veröffentlicht wurde, bevor Sie Bilder kommerziell nutzen.</translation>
    </message>
    <message>
        <source>Free also for commercial use; what must not be done with it is listed in the licence.</source>
        <translation>Frei, auch für kommerzielle Nutzung; was damit nicht getan werden darf, steht in der Lizenz.</translation>
    </message>
    <message>
        <source>The licence that its maker&apos;s page names now; earlier copies came with others.</source>
        <translation>Die Lizenz, die die Seite des Urhebers jetzt nennt; frühere Kopien kamen mit anderen.</translation>
    </message>
    <message>
        <source>Draw new detail</source>
        <translation>Neue Details zeichnen</translation>
    </message>
    <message>
        <source>Bringing a picture to 2048 pixels or more with new fine detail</source>
        <translation>Ein Bild mit neuen feinen Details auf 2048 Pixel oder mehr bringen</translation>
    </message>
    <message>
        <source>Holding on to the picture while it is drawn anew</source>
        <translation>Das Bild festhalten, während es neu gezeichnet wird</translation>
    </message>
    <message>
        <source>Lifting shadows on the way (HDR)</source>
        <translation>Dabei Schatten aufhellen (HDR)</translation>
    </message>
    <message>
        <source>Faithfulness; what it draws was not in the picture</source>
        <translation>Treue; was es zeichnet, war nicht im Bild</translation>
    </message>
    <message>
        <source>Faces at a creativity above 0.5, which may become somebody else&apos;s</source>
        <translation>Gesichter bei einer Kreativität über 0,5, aus denen jemand anderes werden kann</translation>
    </message>
    <message>
        <source>Text and fine patterns</source>
        <translation>Text und feine Muster</translation>
    </message>
    <message>
        <source>Speed without a GPU; a tile takes minutes there</source>
        <translation>Tempo ohne Grafikkarte; eine Kachel dauert dort Minuten</translation>
    </message>
    <message>
        <source>A cat at 2048 pixels</source>
        <translation>Eine Katze mit 2048 Pixeln</translation>
    </message>
    <message>
        <source>InstantID</source>
        <translation>InstantID</translation>
    </message>
    <message>
        <source>Draws the person in a photo anew: in any place, light, dress or style that you can put into words, from one photo and without training.</source>
        <translation>Zeichnet die Person auf einem Foto neu: an jedem Ort, in jedem Licht, jeder Kleidung und jedem Stil, die Sie in Worte fassen können, aus einem Foto und ohne Training.</translation>
    </message>
    <message>
        <source>Face photo</source>
        <translation>Gesichtsfoto</translation>
    </message>
    <message>
        <source>A photo of the person. The largest face in it is taken unless another one is chosen. A sharp face that fills a good part of the picture gives the best likeness.</source>
        <translation>Ein Foto der Person. Das größte Gesicht darin wird genommen, wenn kein anderes gewählt ist. Ein scharfes Gesicht, das einen guten Teil des Bildes füllt, gibt die größte Ähnlichkeit.</translation>
    </message>
    <message>
        <source>More photos of the person</source>
        <translation>Weitere Fotos der Person</translation>
    </message>
    <message>
        <source>The identity is the mean of all photos, which holds better than that of one. A photo that looks like somebody else is left out, and named.</source>
        <translation>Die Identität ist das Mittel aller Fotos, was verlässlicher ist als ein einziges. Ein Foto, das nach jemand anderem aussieht, wird ausgelassen und genannt.</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>Gesicht</translation>
    </message>
    <message>
        <source>Which face of the photo, counted from the largest one. 1 is the largest.</source>
        <translation>Welches Gesicht des Fotos, vom größten an gezählt. 1 ist das größte.</translation>
    </message>
    <message>
        <source>Pose picture</source>
        <translation>Posenbild</translation>
    </message>
    <message>
        <source>A picture with a face where the new one shall be, turned as the new one shall be. Its identity does not count. Empty takes the pose of the face photo.</source>
        <translation>Ein Bild mit einem Gesicht dort, wo das neue sein soll, und so gedreht, wie das neue sein soll. Wer darauf ist, zählt nicht. Leer nimmt die Pose des Gesichtsfotos.</translation>
    </message>
    <message>
        <source>What the picture shows. (word:1.3) counts more, [word] counts less, \( and \) are plain brackets; it may be as long as you like.</source>
        <translation>Was das Bild zeigt. (Wort:1.3) zählt mehr, [Wort] zählt weniger, \( und \) sind gewöhnliche Klammern; er darf beliebig lang sein.</translation>
    </message>
    <message>
        <source>What the picture shall not show, such as (low quality:1.2), blurry, text.</source>
        <translation>Was das Bild nicht zeigen soll, etwa (low quality:1.2), blurry, text.</translation>
    </message>
    <message>
        <source>Styles</source>
        <translation>Stile</translation>
    </message>
    <message>
        <source>Names of styles, parted by commas; each one makes pictures of its own. Empty takes the prompt as it stands.</source>
        <translation>Namen von Stilen, durch Kommas getrennt; jeder macht eigene Bilder. Leer nimmt den Prompt, wie er dasteht.</translation>
    </message>
    <message>
        <source>The model that draws. stable-diffusion-xl-base-1.0 is the plain one; the others were trained further, for photos or for drawings, each under a licence of its own.</source>
        <translation>Das Modell, das zeichnet. stable-diffusion-xl-base-1.0 ist das unveränderte; die anderen wurden weiter trainiert, für Fotos oder für Zeichnungen, jedes mit eigener Lizenz.</translation>
    </message>
    <message>
        <source>Stable Diffusion XL 1.0</source>
        <translation>Stable Diffusion XL 1.0</translation>
    </message>
    <message>
        <source>Juggernaut XL v8</source>
        <translation>Juggernaut XL v8</translation>
    </message>
    <message>
        <source>Afrodite XL v2</source>
        <translation>Afrodite XL v2</translation>
    </message>
    <message>
        <source>AlbedoBase XL 2.0</source>
        <translation>AlbedoBase XL 2.0</translation>
    </message>
    <message>
        <source>AlbedoBase XL 1.3</source>
        <translation>AlbedoBase XL 1.3</translation>
    </message>
    <message>
        <source>Animagine XL 3.0</source>
        <translation>Animagine XL 3.0</translation>
    </message>
    <message>
        <source>Anime Art Diffusion XL</source>
        <translation>Anime Art Diffusion XL</translation>
    </message>
    <message>
        <source>Anime Illust Diffusion XL</source>
        <translation>Anime Illust Diffusion XL</translation>
    </message>
    <message>
        <source>DreamShaper XL</source>
        <translation>DreamShaper XL</translation>
    </message>
    <message>
        <source>DynaVision XL 0.6.1</source>
        <translation>DynaVision XL 0.6.1</translation>
    </message>
    <message>
        <source>Guofeng 4 XL</source>
        <translation>Guofeng 4 XL</translation>
    </message>
    <message>
        <source>NightVision XL 0.7.9</source>
        <translation>NightVision XL 0.7.9</translation>
    </message>
    <message>
        <source>OmnigenXL</source>
        <translation>OmnigenXL</translation>
    </message>
    <message>
        <source>Pony Diffusion V6 XL</source>
        <translation>Pony Diffusion V6 XL</translation>
    </message>
    <message>
        <source>ProtoVision XL High Fidelity</source>
        <translation>ProtoVision XL High Fidelity</translation>
    </message>
    <message>
        <source>RealVisXL V3.0 Turbo</source>
        <translation>RealVisXL V3.0 Turbo</translation>
    </message>
    <message>
        <source>RealVisXL V4.0 Lightning</source>
        <translation>RealVisXL V4.0 Lightning</translation>
    </message>
    <message>
        <source>An SDXL checkpoint (.safetensors) or a diffusers folder of yours, which draws instead of the base model above.</source>
        <translation>Ein eigener SDXL-Checkpoint (.safetensors) oder diffusers-Ordner, der statt des obigen Basismodells zeichnet.</translation>
    </message>
    <message>
        <source>Image adapter strength</source>
        <translation>Bildadapter-Stärke</translation>
    </message>
    <message>
        <source>How much of the face&apos;s looks goes into the picture. 0.8 is usual; more gives more likeness and may over-saturate; less leaves more to the prompt.</source>
        <translation>Wie viel vom Aussehen des Gesichts ins Bild kommt. 0,8 ist üblich; mehr gibt mehr Ähnlichkeit und kann übersättigen; weniger überlässt mehr dem Prompt.</translation>
    </message>
    <message>
        <source>IdentityNet strength</source>
        <translation>IdentityNet-Stärke</translation>
    </message>
    <message>
        <source>How closely the face keeps its place, its pose and its features. 0.8 is usual; more gives more likeness; less lets the prompt change the face.</source>
        <translation>Wie genau das Gesicht seinen Platz, seine Pose und seine Züge behält. 0,8 ist üblich; mehr gibt mehr Ähnlichkeit; weniger lässt den Prompt das Gesicht ändern.</translation>
    </message>
    <message>
        <source>How closely the picture follows the prompt. 4 to 5 looks natural, 7.5 is the guide&apos;s default, more gives harsh colours. 1 leaves the negative prompt without effect, and is twice as fast.</source>
        <translation>Wie genau das Bild dem Prompt folgt. 4 bis 5 sieht natürlich aus, 7,5 ist die Voreinstellung der Anleitung, mehr gibt grelle Farben. 1 lässt den negativen Prompt ohne Wirkung und ist doppelt so schnell.</translation>
    </message>
    <message>
        <source>How many steps a picture takes. 30 is usual, 20 is a good draft, more than 50 changes little.</source>
        <translation>Wie viele Schritte ein Bild braucht. 30 ist üblich, 20 ist ein guter Entwurf, mehr als 50 ändert wenig.</translation>
    </message>
    <message>
        <source>How noise becomes a picture. Euler is the usual one; DPM solvers need fewer steps; Heun takes twice the time per step.</source>
        <translation>Wie aus Rauschen ein Bild wird. Euler ist üblich; DPM-Verfahren brauchen weniger Schritte; Heun braucht je Schritt doppelt so lange.</translation>
    </message>
    <message>
        <source>DEIS multistep</source>
        <translation>DEIS multistep</translation>
    </message>
    <message>
        <source>Heun</source>
        <translation>Heun</translation>
    </message>
    <message>
        <source>DPM++ 2M Karras</source>
        <translation>DPM++ 2M Karras</translation>
    </message>
    <message>
        <source>DPM++ 2M SDE Karras</source>
        <translation>DPM++ 2M SDE Karras</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>How many pictures, each from a seed of its own.</source>
        <translation>Wie viele Bilder, jedes mit eigenem Seed.</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Width of the picture; multiples of 8, best of 64. Automatic follows the photo whose pose is taken, with 1280 for its longer side.</source>
        <translation>Breite des Bildes; Vielfache von 8, am besten von 64. Automatisch folgt dem Foto, dessen Pose genommen wird, mit 1280 für die längere Seite.</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Height of the picture; see its width.</source>
        <translation>Höhe des Bildes; siehe Breite.</translation>
    </message>
    <message>
        <source>Enhance non-face region</source>
        <translation>Umgebung des Gesichts verbessern</translation>
    </message>
    <message>
        <source>On: the identity works on the face alone, so the rest of the picture follows the prompt freely. Off: on all of it.</source>
        <translation>Ein: die Identität wirkt nur auf das Gesicht, sodass der Rest des Bildes frei dem Prompt folgt. Aus: auf das ganze Bild.</translation>
    </message>
    <message>
        <source>Hold the body&apos;s pose</source>
        <translation>Körperpose halten</translation>
    </message>
    <message>
        <source>Keep the pose of the body, too, by a ControlNet of its own (5 GB more).</source>
        <translation>Auch die Pose des Körpers behalten, durch ein eigenes ControlNet (5 GB mehr).</translation>
    </message>
    <message>
        <source>Pose strength</source>
        <translation>Posenstärke</translation>
    </message>
    <message>
        <source>How closely the body&apos;s pose is kept. 0.4 is usual.</source>
        <translation>Wie genau die Pose des Körpers behalten wird. 0,4 ist üblich.</translation>
    </message>
    <message>
        <source>Hold the outlines</source>
        <translation>Umrisse halten</translation>
    </message>
    <message>
        <source>Keep the edges of the photo whose pose is taken, by a ControlNet of its own (5 GB more).</source>
        <translation>Die Kanten des Fotos behalten, dessen Pose genommen wird, durch ein eigenes ControlNet (5 GB mehr).</translation>
    </message>
    <message>
        <source>Outline strength</source>
        <translation>Umrissstärke</translation>
    </message>
    <message>
        <source>How closely the edges are kept. 0.3 is usual.</source>
        <translation>Wie genau die Kanten behalten werden. 0,3 ist üblich.</translation>
    </message>
    <message>
        <source>Hold the depth</source>
        <translation>Tiefe halten</translation>
    </message>
    <message>
        <source>Keep what is near and what is far in the photo whose pose is taken, by a ControlNet of its own.</source>
        <translation>Behalten, was im Foto, dessen Pose genommen wird, nah und was fern ist, durch ein eigenes ControlNet.</translation>
    </message>
    <message>
        <source>Depth strength</source>
        <translation>Tiefenstärke</translation>
    </message>
    <message>
        <source>How closely the depth is kept. 0.5 is usual.</source>
        <translation>Wie genau die Tiefe behalten wird. 0,5 ist üblich.</translation>
    </message>
    <message>
        <source>Begin from</source>
        <translation>Ausgangsbild</translation>
    </message>
    <message>
        <source>A picture that is changed instead of beginning from noise.</source>
        <translation>Ein Bild, das verändert wird, statt mit Rauschen zu beginnen.</translation>
    </message>
    <message>
        <source>Strength of the change</source>
        <translation>Stärke der Änderung</translation>
    </message>
    <message>
        <source>Only with a picture to begin from: 0 keeps it, 1 forgets it. 0.85 is usual.</source>
        <translation>Nur mit einem Ausgangsbild: 0 behält es, 1 vergisst es. 0,85 ist üblich.</translation>
    </message>
    <message>
        <source>Fast mode (LCM)</source>
        <translation>Schnellmodus (LCM)</translation>
    </message>
    <message>
        <source>A few steps instead of thirty, with less detail: a latent consistency LoRA is added to the base model.</source>
        <translation>Wenige Schritte statt dreißig, mit weniger Details: das Basismodell bekommt eine LoRA für Latent Consistency dazu.</translation>
    </message>
    <message>
        <source>Steps in fast mode</source>
        <translation>Schritte im Schnellmodus</translation>
    </message>
    <message>
        <source>5 is usual, 10 is better.</source>
        <translation>5 ist üblich, 10 ist besser.</translation>
    </message>
    <message>
        <source>Guidance in fast mode</source>
        <translation>Guidance im Schnellmodus</translation>
    </message>
    <message>
        <source>1 to 2; more spoils the picture. 1 leaves the negative prompt without effect.</source>
        <translation>1 bis 2; mehr verdirbt das Bild. Bei 1 bleibt der negative Prompt ohne Wirkung.</translation>
    </message>
    <message>
        <source>Face detector&apos;s width</source>
        <translation>Breite des Gesichtsdetektors</translation>
    </message>
    <message>
        <source>The size at which faces are looked for; not that of the result. 640 is usual; more finds small faces in large groups.</source>
        <translation>Die Größe, in der nach Gesichtern gesucht wird; nicht die des Ergebnisses. 640 ist üblich; mehr findet kleine Gesichter in großen Gruppen.</translation>
    </message>
    <message>
        <source>Face detector&apos;s height</source>
        <translation>Höhe des Gesichtsdetektors</translation>
    </message>
    <message>
        <source>See the face detector&apos;s width.</source>
        <translation>Siehe Breite des Gesichtsdetektors.</translation>
    </message>
    <message>
        <source>Without safety checker</source>
        <translation>Ohne Sicherheitsprüfung</translation>
    </message>
    <message>
        <source>On: pictures are not looked at for nudity. Off: one that seems to show it is not kept.</source>
        <translation>Ein: Bilder werden nicht auf Nacktheit geprüft. Aus: ein Bild, das welche zu zeigen scheint, wird nicht behalten.</translation>
    </message>
    <message>
        <source>File format of the result. PNG and TIFF lose nothing; JPEG, WebP and AVIF are smaller. Automatic keeps the format of the output name, else that of the photo.</source>
        <translation>Dateiformat des Ergebnisses. PNG und TIFF verlieren nichts; JPEG, WebP und AVIF sind kleiner. Automatisch behält das Format des Ausgabenamens, sonst das des Fotos.</translation>
    </message>
    <message>
        <source>Name of the result. {name} is the photo&apos;s name, {model} the model, {prompt} the prompt&apos;s first words, {style} the style, {seed} the seed, {date} and {time} the moment, {n} a running number. A slash makes a folder.</source>
        <translation>Name des Ergebnisses. {name} ist der Name des Fotos, {model} das Modell, {prompt} die ersten Wörter des Prompts, {style} der Stil, {seed} der Seed, {date} und {time} der Zeitpunkt, {n} eine laufende Nummer. Ein Schrägstrich macht einen Ordner.</translation>
    </message>
    <message>
        <source>Keep the recipe</source>
        <translation>Rezept behalten</translation>
    </message>
    <message>
        <source>Write into the picture all that is needed to make it again without the photo: the face&apos;s measure and the controls besides the settings. Off for pictures whose receivers shall not have that.</source>
        <translation>In das Bild alles schreiben, was nötig ist, um es ohne das Foto noch einmal zu machen: neben den Einstellungen die Maße des Gesichts und die Steuerbilder. Aus für Bilder, deren Empfänger das nicht haben sollen.</translation>
    </message>
    <message>
        <source>insightface gives its models away for non-commercial research only. Pictures that are made with their help are not for commercial use either, unless you have a licence of insightface.</source>
        <translation>insightface gibt seine Modelle nur für nichtkommerzielle Forschung ab. Auch Bilder, die mit ihnen entstehen, sind nicht für kommerzielle Zwecke, es sei denn, Sie haben eine Lizenz von insightface.</translation>
    </message>
    <message>
        <source>InstantID is published under Apache-2.0; its authors say of the weights that they are for research, and they were trained with a face recogniser for non-commercial research.</source>
        <translation>InstantID ist unter Apache-2.0 veröffentlicht; die Autoren sagen, die Gewichte seien für die Forschung, und trainiert wurden sie mit einer Gesichtserkennung für nichtkommerzielle Forschung.</translation>
    </message>
    <message>
        <source>Pictures may be used commercially; RunDiffusion asks to be written to before the model is offered as a service.</source>
        <translation>Bilder dürfen kommerziell genutzt werden; RunDiffusion bittet um Nachricht, bevor das Modell als Dienst angeboten wird.</translation>
    </message>
    <message>
        <source>Free also for commercial use; whoever passes on a model made from it, or offers it as a service, must give its weights under the same licence.</source>
        <translation>Frei auch für kommerzielle Nutzung; wer ein daraus gemachtes Modell weitergibt oder als Dienst anbietet, muss dessen Gewichte unter derselben Lizenz geben.</translation>
    </message>
    <message>
        <source>Pictures may be used commercially. To offer the model itself in a paid service needs the maker&apos;s consent.</source>
        <translation>Bilder dürfen kommerziell genutzt werden. Um das Modell selbst in einem bezahlten Dienst anzubieten, braucht es die Zustimmung des Herstellers.</translation>
    </message>
    <message>
        <source>Its page names this licence. It was sped up by SDXL Turbo, whose own licence is for non-commercial use.</source>
        <translation>Die Seite des Modells nennt diese Lizenz. Beschleunigt wurde es mit SDXL Turbo, dessen eigene Lizenz nur nichtkommerzielle Nutzung erlaubt.</translation>
    </message>
    <message>
        <source>Portraits</source>
        <translation>Porträts</translation>
    </message>
    <message>
        <source>Generate pictures</source>
        <translation>Bilder erzeugen</translation>
    </message>
    <message>
        <source>Portraits of one person in any place, dress, light or style, from a single photo and without training</source>
        <translation>Porträts einer Person an jedem Ort, in jeder Kleidung, jedem Licht und Stil, aus einem einzigen Foto und ohne Training</translation>
    </message>
    <message>
        <source>Paintings and drawings in which somebody can still be recognised</source>
        <translation>Gemälde und Zeichnungen, in denen jemand noch zu erkennen ist</translation>
    </message>
    <message>
        <source>Taking the pose from another picture, of whomever it is</source>
        <translation>Die Pose aus einem anderen Bild übernehmen, wen es auch zeigt</translation>
    </message>
    <message>
        <source>Many variants in a row, with a number that says how alike each one is</source>
        <translation>Viele Varianten nacheinander, mit einer Zahl, die sagt, wie ähnlich jede ist</translation>
    </message>
    <message>
        <source>Private photos, since nothing leaves the computer</source>
        <translation>Private Fotos, da nichts den Computer verlässt</translation>
    </message>
    <message>
        <source>Several people in one picture, since only one face is held</source>
        <translation>Mehrere Personen in einem Bild, da nur ein Gesicht festgehalten wird</translation>
    </message>
    <message>
        <source>Hands, text in the picture, exact clothes</source>
        <translation>Hände, Text im Bild, genaue Kleidung</translation>
    </message>
    <message>
        <source>Faces seen from the side or from behind, and tiny faces</source>
        <translation>Gesichter von der Seite oder von hinten und winzige Gesichter</translation>
    </message>
    <message>
        <source>Proof of anything, since every picture of it is made up</source>
        <translation>Beweise jeder Art, da jedes Bild davon erfunden ist</translation>
    </message>
    <message>
        <source>In the jungle</source>
        <translation>Im Dschungel</translation>
    </message>
    <message>
        <source>A watercolour, four times</source>
        <translation>Ein Aquarell, viermal</translation>
    </message>
    <message>
        <source>A quick draft</source>
        <translation>Ein schneller Entwurf</translation>
    </message>
    <message>
        <source>LLaVA</source>
        <translation>LLaVA</translation>
    </message>
    <message>
        <source>Answers questions about pictures, describes them and reads what is written in them. LLaVA 1.5 and 1.6 as in the guide, and newer, smaller models that see better.</source>
        <translation>Beantwortet Fragen zu Bildern, beschreibt sie und liest, was darin geschrieben steht. LLaVA 1.5 und 1.6 wie in der Anleitung und neuere, kleinere Modelle, die besser sehen.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>The picture to ask about: JPEG, PNG, WebP, TIFF, AVIF, HEIC and most others.</source>
        <translation>Das Bild, zu dem gefragt wird: JPEG, PNG, WebP, TIFF, AVIF, HEIC und die meisten anderen.</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>What you want to know, or what is to be written about the picture. Say in which form and how long. Several questions are parted by a line with --- alone; each is answered by itself, and the picture is looked at only once.</source>
        <translation>Was Sie wissen möchten oder was über das Bild geschrieben werden soll. Sagen Sie, in welcher Form und wie lang. Mehrere Fragen werden durch eine Zeile nur mit --- getrennt; jede wird für sich beantwortet, und das Bild wird nur einmal angesehen.</translation>
    </message>
    <message>
        <source>Stands before the question and says how the model should behave: its role, language and limits. Empty leaves it to the model.</source>
        <translation>Steht vor der Frage und sagt, wie sich das Modell verhalten soll: seine Rolle, seine Sprache und seine Grenzen. Leer überlässt es dem Modell.</translation>
    </message>
    <message>
        <source>Only the likeliest words that together have this probability are chosen from. 1 allows every word; 0.9 is safer. Without effect at temperature 0.</source>
        <translation>Gewählt wird nur unter den wahrscheinlichsten Wörtern, die zusammen diese Wahrscheinlichkeit haben. 1 lässt jedes Wort zu; 0,9 ist sicherer. Ohne Wirkung bei Temperatur 0.</translation>
    </message>
    <message>
        <source>How daring the choice of words is. 0 always takes the likeliest word, so that the same question has the same answer; 0.2 is usual for descriptions, 0.7 for stories; above 1.5 words fall apart.</source>
        <translation>Wie gewagt die Wortwahl ist. 0 nimmt immer das wahrscheinlichste Wort, sodass dieselbe Frage dieselbe Antwort hat; 0,2 ist üblich für Beschreibungen, 0,7 für Geschichten; über 1,5 zerfallen die Wörter.</translation>
    </message>
    <message>
        <source>Max tokens</source>
        <translation>Token, höchstens</translation>
    </message>
    <message>
        <source>The answer ends after so many tokens at the latest; a token is about four letters of English. 64 is a caption, 256 a paragraph, 1024 two pages.</source>
        <translation>Die Antwort endet spätestens nach so vielen Token; ein Token sind etwa vier Buchstaben Englisch. 64 ist eine Bildunterschrift, 256 ein Absatz, 1024 zwei Seiten.</translation>
    </message>
    <message>
        <source>Picture detail</source>
        <translation>Bilddetails</translation>
    </message>
    <message>
        <source>How many tokens a picture may take: more shows smaller print and costs time and memory. 256 suits captions, 1024 and more suit documents. Automatic leaves it to the model; LLaVA 1.5 always takes 576.</source>
        <translation>Wie viele Token ein Bild brauchen darf: mehr zeigt kleinere Schrift und kostet Zeit und Speicher. 256 passt für Bildunterschriften, 1024 und mehr für Dokumente. Automatisch überlässt es dem Modell; LLaVA 1.5 nimmt immer 576.</translation>
    </message>
    <message>
        <source>A number that fixes the dice: the same seed, settings and question give the same answer. Empty takes another one each time.</source>
        <translation>Eine Zahl, die die Würfel festhält: gleicher Seed, gleiche Einstellungen und gleiche Frage geben dieselbe Antwort. Leer nimmt jedes Mal eine andere.</translation>
    </message>
    <message>
        <source>How many tokens the model keeps in mind: pictures, conversation and answer together. More takes more memory. 0 takes what the model was trained for, up to 8192.</source>
        <translation>Wie viele Token das Modell im Kopf behält: Bilder, Gespräch und Antwort zusammen. Mehr braucht mehr Speicher. 0 nimmt, wofür das Modell trainiert ist, bis zu 8192.</translation>
    </message>
    <message>
        <source>JSON schema</source>
        <translation>JSON-Schema</translation>
    </message>
    <message>
        <source>What every answer has to follow, as a JSON schema: answers are then data instead of sentences. The properties of an object become columns of a table. Empty leaves answers free.</source>
        <translation>Woran sich jede Antwort halten muss, als JSON-Schema: Antworten sind dann Daten statt Sätze. Die Eigenschaften eines Objekts werden Spalten einer Tabelle. Leer lässt die Antworten frei.</translation>
    </message>
    <message>
        <source>Which model looks at the picture. The first one is small enough for any computer and sees little; take the largest that fits your memory. Those for transformers use a graphics card, the others run well without one.</source>
        <translation>Welches Modell das Bild ansieht. Das erste ist klein genug für jeden Computer und sieht wenig; nehmen Sie das größte, das in Ihren Speicher passt. Die für transformers nutzen eine Grafikkarte, die anderen laufen auch ohne gut.</translation>
    </message>
    <message>
        <source>SmolVLM2 500M</source>
        <translation>SmolVLM2 500M</translation>
    </message>
    <message>
        <source>SmolVLM2 256M</source>
        <translation>SmolVLM2 256M</translation>
    </message>
    <message>
        <source>SmolVLM2 2.2B</source>
        <translation>SmolVLM2 2.2B</translation>
    </message>
    <message>
        <source>Qwen3-VL 2B</source>
        <translation>Qwen3-VL 2B</translation>
    </message>
    <message>
        <source>Qwen3-VL 4B</source>
        <translation>Qwen3-VL 4B</translation>
    </message>
    <message>
        <source>Qwen3-VL 8B</source>
        <translation>Qwen3-VL 8B</translation>
    </message>
    <message>
        <source>LLaVA 1.5 7B</source>
        <translation>LLaVA 1.5 7B</translation>
    </message>
    <message>
        <source>LLaVA 1.6 Mistral 7B</source>
        <translation>LLaVA 1.6 Mistral 7B</translation>
    </message>
    <message>
        <source>LLaVA 1.6 Vicuna 7B</source>
        <translation>LLaVA 1.6 Vicuna 7B</translation>
    </message>
    <message>
        <source>SmolVLM2 500M (transformers)</source>
        <translation>SmolVLM2 500M (transformers)</translation>
    </message>
    <message>
        <source>Qwen3-VL 4B (transformers)</source>
        <translation>Qwen3-VL 4B (transformers)</translation>
    </message>
    <message>
        <source>LLaVA 1.5 7B (transformers)</source>
        <translation>LLaVA 1.5 7B (transformers)</translation>
    </message>
    <message>
        <source>LLaVA 1.5 13B (transformers)</source>
        <translation>LLaVA 1.5 13B (transformers)</translation>
    </message>
    <message>
        <source>LLaVA 1.6 Mistral 7B (transformers)</source>
        <translation>LLaVA 1.6 Mistral 7B (transformers)</translation>
    </message>
    <message>
        <source>LLaVA 1.6 Vicuna 7B (transformers)</source>
        <translation>LLaVA 1.6 Vicuna 7B (transformers)</translation>
    </message>
    <message>
        <source>LLaVA 1.6 Vicuna 13B (transformers)</source>
        <translation>LLaVA 1.6 Vicuna 13B (transformers)</translation>
    </message>
    <message>
        <source>Formats of the answers, several parted by commas. txt and md are for reading; json adds the questions, settings and counts. csv (for spreadsheets, with UTF-8&apos;s mark) and jsonl (for programs) make one table of all pictures: the file, then a column for each question, or for each property of structured answers. xmp writes the answer into a copy of the picture as its caption, and lists as its keywords (IPTC too in a JPEG). auto keeps the format of the output&apos;s name, else it is txt.</source>
        <translation>Formate der Antworten, mehrere durch Kommas getrennt. txt und md sind zum Lesen; json fügt die Fragen, Einstellungen und Zählwerte hinzu. csv (für Tabellenkalkulationen, mit UTF-8-Kennung) und jsonl (für Programme) machen eine Tabelle aller Bilder: die Datei, dann eine Spalte für jede Frage oder für jede Eigenschaft strukturierter Antworten. xmp schreibt die Antwort als Bildunterschrift in eine Kopie des Bildes und Listen als Stichwörter (in einem JPEG auch als IPTC). auto behält das Format des Ausgabenamens, sonst ist es txt.</translation>
    </message>
    <message>
        <source>Change the pictures themselves</source>
        <translation>Die Bilder selbst ändern</translation>
    </message>
    <message>
        <source>With xmp, write into the pictures instead of copies. Each original is kept beside it as NAME_original, as ExifTool does, and never overwritten.</source>
        <translation>Mit xmp in die Bilder statt in Kopien schreiben. Jedes Original bleibt wie bei ExifTool als NAME_original daneben und wird nie überschrieben.</translation>
    </message>
    <message>
        <source>Name of the result. {name} is the picture&apos;s name, {model} the model, {date} and {time} the moment, {n} a running number.</source>
        <translation>Name des Ergebnisses. {name} ist der Name des Bildes, {model} das Modell, {date} und {time} der Zeitpunkt, {n} eine laufende Nummer.</translation>
    </message>
    <message>
        <source>Free also for commercial use, but not for companies with more than 700 million users a month, nor to improve other language models. Parts of what LLaVA learned from were written by GPT-4, whose terms forbid competing with OpenAI.</source>
        <translation>Frei, auch für kommerzielle Nutzung, aber nicht für Unternehmen mit mehr als 700 Millionen Nutzern im Monat und nicht, um andere Sprachmodelle zu verbessern. Teile dessen, woraus LLaVA gelernt hat, schrieb GPT-4, dessen Bedingungen verbieten, mit OpenAI zu konkurrieren.</translation>
    </message>
    <message>
        <source>Ask about pictures</source>
        <translation>Fragen zu Bildern</translation>
    </message>
    <message>
        <source>Describe pictures</source>
        <translation>Bilder beschreiben</translation>
    </message>
    <message>
        <source>Saying what a photo shows, in one line for a caption or in a paragraph</source>
        <translation>Sagen, was ein Foto zeigt, in einer Zeile als Bildunterschrift oder in einem Absatz</translation>
    </message>
    <message>
        <source>Simple questions about a picture, such as how many, which colour, is there a dog</source>
        <translation>Einfache Fragen zu einem Bild, etwa wie viele, welche Farbe, ist da ein Hund</translation>
    </message>
    <message>
        <source>Reading signs, labels and short texts, with Qwen3-VL also tables and whole pages</source>
        <translation>Schilder, Etiketten und kurze Texte lesen, mit Qwen3-VL auch Tabellen und ganze Seiten</translation>
    </message>
    <message>
        <source>A whole folder at once, each picture with the same question, answered as data if you want</source>
        <translation>Ein ganzer Ordner auf einmal, dieselbe Frage zu jedem Bild, auf Wunsch als Daten beantwortet</translation>
    </message>
    <message>
        <source>Private pictures, since nothing leaves the computer</source>
        <translation>Private Bilder, da nichts den Computer verlässt</translation>
    </message>
    <message>
        <source>Exact counts above five, exact places and sizes, clocks and gauges</source>
        <translation>Genaue Anzahlen über fünf, genaue Orte und Größen, Uhren und Messanzeigen</translation>
    </message>
    <message>
        <source>Who somebody is, what somebody feels or thinks</source>
        <translation>Wer jemand ist, was jemand fühlt oder denkt</translation>
    </message>
    <message>
        <source>Small print, if the picture takes few tokens</source>
        <translation>Kleine Schrift, wenn das Bild wenige Token braucht</translation>
    </message>
    <message>
        <source>Medical pictures and everything where a mistake does harm</source>
        <translation>Medizinische Bilder und alles, wo ein Fehler schadet</translation>
    </message>
    <message>
        <source>What is in this picture?</source>
        <translation>Was ist auf diesem Bild?</translation>
    </message>
    <message>
        <source>The same words every time</source>
        <translation>Jedes Mal dieselben Worte</translation>
    </message>
    <message>
        <source>Two questions at once</source>
        <translation>Zwei Fragen auf einmal</translation>
    </message>
    <message>
        <source>Your transformers model that sees</source>
        <translation>Ihr sehendes transformers-Modell</translation>
    </message>
    <message>
        <source>Asks questions about pictures of a model that you have as a folder with safetensors, as a model hub gives it. In 4 bit on a GPU if bitsandbytes is installed.</source>
        <translation>Stellt Fragen zu Bildern an ein Modell, das Sie als Ordner mit safetensors haben, wie ein Modell-Hub ihn gibt. In 4 Bit auf einer Grafikkarte, wenn bitsandbytes installiert ist.</translation>
    </message>
    <message>
        <source>A folder with a config.json, a processor, a tokenizer and safetensors, as downloaded from a model hub.</source>
        <translation>Ein Ordner mit einer config.json, einem Prozessor, einem Tokenizer und safetensors, wie man ihn von einem Modell-Hub herunterlädt.</translation>
    </message>
    <message>
        <source>Asking about pictures with a model that you have as a folder with safetensors, as a model hub gives it</source>
        <translation>Fragen zu Bildern mit einem Modell, das Sie als Ordner mit safetensors haben, wie ein Modell-Hub ihn gibt</translation>
    </message>
    <message>
        <source>Real-ESRGAN</source>
        <translation>Real-ESRGAN</translation>
    </message>
    <message>
        <source>Enlarges photos, drawings and video frames and cleans up noise and JPEG blocks on the way. The all-round choice; invents plausible texture rather than reading what is not there, so not for evidence or measurements.</source>
        <translation>Vergrößert Fotos, Zeichnungen und Videobilder und bereinigt dabei Rauschen und JPEG-Blöcke. Die Wahl für alles; erfindet glaubhafte Textur, statt zu lesen, was nicht da ist, also nicht für Beweise oder Messungen.</translation>
    </message>
    <message>
        <source>The picture to enlarge: PNG, JPEG, WebP, TIFF, AVIF or HEIC.</source>
        <translation>Das zu vergrößernde Bild: PNG, JPEG, WebP, TIFF, AVIF oder HEIC.</translation>
    </message>
    <message>
        <source>Which weights to use. x4plus is the best for photos. x4plus-anime is made for drawings: flat colours and clean lines. animevideov3 is about ten times faster and good for frames of animation. general-x4v3 is fast, gentle with photos and can keep some noise. x2plus doubles, for pictures that are almost large enough.</source>
        <translation>Welche Gewichte verwendet werden. x4plus ist am besten für Fotos. x4plus-anime ist für Zeichnungen gemacht: glatte Farben und saubere Linien. animevideov3 ist etwa zehnmal schneller und gut für Einzelbilder von Animationen. general-x4v3 ist schnell, sanft zu Fotos und kann etwas Rauschen lassen. x2plus verdoppelt, für Bilder, die schon fast groß genug sind.</translation>
    </message>
    <message>
        <source>x4plus, photos</source>
        <translation>x4plus, Fotos</translation>
    </message>
    <message>
        <source>x4plus anime, drawings</source>
        <translation>x4plus anime, Zeichnungen</translation>
    </message>
    <message>
        <source>animevideov3, fast</source>
        <translation>animevideov3, schnell</translation>
    </message>
    <message>
        <source>general x4v3, fast, denoise strength</source>
        <translation>general x4v3, schnell, mit Entrauschungsstärke</translation>
    </message>
    <message>
        <source>x2plus, photos, twice the size</source>
        <translation>x2plus, Fotos, doppelte Größe</translation>
    </message>
    <message>
        <source>How many times wider and higher the result is. 4 is the network&apos;s own step and the usual choice; 2 is sharper per pixel and smaller; above 4 the result of the network is stretched further, which adds size but no detail.</source>
        <translation>Wie viel Mal breiter und höher das Ergebnis wird. 4 ist der Schritt des Netzes selbst und die übliche Wahl; 2 ist je Pixel schärfer und kleiner; über 4 wird das Ergebnis des Netzes weiter gestreckt, was Größe, aber keine Details bringt.</translation>
    </message>
    <message>
        <source>Face enhance</source>
        <translation>Gesichter verbessern</translation>
    </message>
    <message>
        <source>Run GFPGAN on the faces and Real-ESRGAN on the rest. Helps where faces are small or blurred; leave it off for sharp portraits, since it may change a likeness slightly. The first use downloads 543 MB more.</source>
        <translation>GFPGAN auf die Gesichter und Real-ESRGAN auf den Rest anwenden. Hilft, wo Gesichter klein oder verschwommen sind; lassen Sie es bei scharfen Porträts aus, da es die Ähnlichkeit leicht verändern kann. Beim ersten Mal werden 543 MB mehr heruntergeladen.</translation>
    </message>
    <message>
        <source>Denoise strength</source>
        <translation>Entrauschungsstärke</translation>
    </message>
    <message>
        <source>Only for general-x4v3: how much noise is removed. 0.5 is usual, 1 removes the most and smooths texture, 0 keeps grain.</source>
        <translation>Nur für general-x4v3: wie viel Rauschen entfernt wird. 0,5 ist üblich, 1 entfernt am meisten und glättet Textur, 0 behält das Korn.</translation>
    </message>
    <message>
        <source>Enlarge photos</source>
        <translation>Fotos vergrößern</translation>
    </message>
    <message>
        <source>Drawings and animation</source>
        <translation>Zeichnungen und Animation</translation>
    </message>
    <message>
        <source>Photos and frames of ordinary quality that should become two to four times wider</source>
        <translation>Fotos und Videobilder gewöhnlicher Qualität, die zwei- bis viermal so breit werden sollen</translation>
    </message>
    <message>
        <source>JPEG blocks, slight blur and grain, which it cleans up on the way</source>
        <translation>JPEG-Blöcke, leichte Unschärfe und Korn, die es dabei bereinigt</translation>
    </message>
    <message>
        <source>Drawings and animation, with the two anime versions</source>
        <translation>Zeichnungen und Animation, mit den beiden Anime-Versionen</translation>
    </message>
    <message>
        <source>Text and faces smaller than about 30 pixels, where it invents what it cannot read</source>
        <translation>Text und Gesichter unter etwa 30 Pixeln, wo es erfindet, was es nicht lesen kann</translation>
    </message>
    <message>
        <source>Heavy motion blur and photos out of focus</source>
        <translation>Starke Bewegungsunschärfe und unscharf fokussierte Fotos</translation>
    </message>
    <message>
        <source>Evidence and measurements, since texture in the result is plausible and not true</source>
        <translation>Beweise und Messungen, denn die Textur im Ergebnis ist glaubhaft, nicht wahr</translation>
    </message>
    <message>
        <source>A cat, four times as wide</source>
        <translation>Eine Katze, viermal so breit</translation>
    </message>
    <message>
        <source>A drawing with clean lines</source>
        <translation>Eine Zeichnung mit sauberen Linien</translation>
    </message>
    <message>
        <source>A drawing in a fraction of the time</source>
        <translation>Eine Zeichnung in einem Bruchteil der Zeit</translation>
    </message>
    <message>
        <source>Your checkpoint</source>
        <translation>Ihr Checkpoint</translation>
    </message>
    <message>
        <source>Runs an upscaler or restorer that you have as a file, such as those of OpenModelDB. The architecture is recognised by itself.</source>
        <translation>Führt ein Modell zum Hochskalieren oder Restaurieren aus, das Sie als Datei haben, etwa eines von OpenModelDB. Die Architektur wird von selbst erkannt.</translation>
    </message>
    <message>
        <source>The picture to work on: PNG, JPEG, WebP, TIFF, AVIF or HEIC.</source>
        <translation>Das zu bearbeitende Bild: PNG, JPEG, WebP, TIFF, AVIF oder HEIC.</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>Checkpoint</translation>
    </message>
    <message>
        <source>A .safetensors, .pth, .pt or .ckpt file of an upscaler or restorer. Files that would run code are refused.</source>
        <translation>Eine .safetensors-, .pth-, .pt- oder .ckpt-Datei eines Modells zum Hochskalieren oder Restaurieren. Dateien, die Code ausführen würden, werden abgelehnt.</translation>
    </message>
    <message>
        <source>How many times wider and higher the result is. 0 is the checkpoint&apos;s own scale, the sharpest; any other size is reached by shrinking or stretching its result.</source>
        <translation>Wie viel Mal breiter und höher das Ergebnis wird. 0 ist der eigene Faktor des Checkpoints, am schärfsten; jede andere Größe entsteht durch Verkleinern oder Strecken seines Ergebnisses.</translation>
    </message>
    <message>
        <source>Its own</source>
        <translation>Der eigene</translation>
    </message>
    <message>
        <source>Who speaks when</source>
        <translation>Wer wann spricht</translation>
    </message>
    <message>
        <source>Parts a recording by speaker, or gives the words of a transcript their speakers. It does not know who anybody is. WhisperX uses the same models if you ask it to tell speakers apart.</source>
        <translation>Teilt eine Aufnahme nach Sprechern auf oder gibt den Wörtern eines Transkripts ihre Sprecher. Wer die Personen sind, weiß es nicht. WhisperX verwendet dieselben Modelle, wenn es Sprecher unterscheiden soll.</translation>
    </message>
    <message>
        <source>The sound or video with several people in it.</source>
        <translation>Der Ton oder das Video mit mehreren Personen.</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Ausführung</translation>
    </message>
    <message>
        <source>What tells the voices apart. The starter comes in a package and works at once; pyannote is better, hears people who speak at the same time, and asks for an access token of its hub at the first download.</source>
        <translation>Was die Stimmen unterscheidet. Das Startmodell kommt in einem Paket und läuft sofort; pyannote ist besser, hört auch, wer gleichzeitig spricht, und verlangt beim ersten Download ein Zugriffstoken seines Hubs.</translation>
    </message>
    <message>
        <source>Starter</source>
        <translation>Startmodell</translation>
    </message>
    <message>
        <source>pyannote community-1</source>
        <translation>pyannote community-1</translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation>Transkript</translation>
    </message>
    <message>
        <source>A transcript or subtitles of the recording, whose words are to get their speakers. Left out, the result has the turns alone, without text.</source>
        <translation>Ein Transkript oder Untertitel der Aufnahme, deren Wörter ihre Sprecher bekommen sollen. Ohne Angabe enthält das Ergebnis nur, wer wann spricht, ohne Text.</translation>
    </message>
    <message>
        <source>At least</source>
        <translation>Mindestens</translation>
    </message>
    <message>
        <source>The fewest speakers that there can be. 0 if you do not know.</source>
        <translation>Wie viele Sprecher es mindestens sind. 0, wenn Sie es nicht wissen.</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>The most speakers that there can be; the same as the fewest if you know how many there are. 0 if you do not know.</source>
        <translation>Wie viele Sprecher es höchstens sind; dieselbe Zahl wie mindestens, wenn Sie wissen, wie viele es sind. 0, wenn Sie es nicht wissen.</translation>
    </message>
    <message>
        <source>Free to use, also commercially, with the makers named; its page asks you to log in and to agree to its terms before the first download.</source>
        <translation>Frei verwendbar, auch kommerziell, mit Nennung der Urheber; vor dem ersten Download müssen Sie sich auf der Seite anmelden und den Bedingungen zustimmen.</translation>
    </message>
    <message>
        <source>Write down speech</source>
        <translation>Gesprochenes aufschreiben</translation>
    </message>
    <message>
        <source>Saying who speaks when in conversations of two to four people</source>
        <translation>Sagen, wer wann spricht, in Gesprächen von zwei bis vier Personen</translation>
    </message>
    <message>
        <source>Recordings with one speaker on each side of the stereo picture</source>
        <translation>Aufnahmen mit je einem Sprecher auf jedem Stereokanal</translation>
    </message>
    <message>
        <source>Short interjections, and people who speak at once</source>
        <translation>Kurze Einwürfe und Personen, die gleichzeitig sprechen</translation>
    </message>
    <message>
        <source>Crowds, and voices that are much alike</source>
        <translation>Menschenmengen und Stimmen, die sich sehr ähneln</translation>
    </message>
    <message>
        <source>Your transformers model</source>
        <translation>Ihr transformers-Modell</translation>
    </message>
    <message>
        <source>Runs a language model that you have as a folder with safetensors, as a model hub gives it. In 4 bit on a GPU if bitsandbytes is installed.</source>
        <translation>Führt ein Sprachmodell aus, das Sie als Ordner mit safetensors haben, wie ein Modell-Hub ihn gibt. In 4 Bit auf einer Grafikkarte, wenn bitsandbytes installiert ist.</translation>
    </message>
    <message>
        <source>Model folder</source>
        <translation>Modellordner</translation>
    </message>
    <message>
        <source>A folder with a config.json, a tokenizer and safetensors, as downloaded from a model hub. On a CPU a GGUF file of the same model is several times faster.</source>
        <translation>Ein Ordner mit einer config.json, einem Tokenizer und safetensors, wie man ihn von einem Modell-Hub herunterlädt. Auf der CPU ist eine GGUF-Datei desselben Modells um ein Mehrfaches schneller.</translation>
    </message>
    <message>
        <source>Running a language model that you have as a folder with safetensors, as a model hub gives it</source>
        <translation>Ein Sprachmodell ausführen, das Sie als Ordner mit safetensors haben, wie ein Modell-Hub ihn gibt</translation>
    </message>
    <message>
        <source>Your own fine-tuned models, without converting them first</source>
        <translation>Ihre selbst nachtrainierten Modelle, ohne sie vorher umzuwandeln</translation>
    </message>
    <message>
        <source>Four bits on an NVIDIA GPU, if bitsandbytes is installed</source>
        <translation>Vier Bit auf einer NVIDIA-Grafikkarte, wenn bitsandbytes installiert ist</translation>
    </message>
    <message>
        <source>Speed on a processor, where a GGUF file of the same model is several times faster</source>
        <translation>Tempo auf einem Prozessor; dort ist eine GGUF-Datei desselben Modells um ein Mehrfaches schneller</translation>
    </message>
    <message>
        <source>Folders that need program code of their own, which are refused</source>
        <translation>Ordner, die eigenen Programmcode brauchen; sie werden abgelehnt</translation>
    </message>
    <message>
        <source>A picture shown to a model of yours</source>
        <translation>Ein Bild, einem eigenen Modell gezeigt</translation>
    </message>
    <message>
        <source>Your GGUF model that sees</source>
        <translation>Ihr sehendes GGUF-Modell</translation>
    </message>
    <message>
        <source>Asks questions about pictures of a model that you have as a GGUF file with its mmproj file, such as those that LM Studio and Jan keep.</source>
        <translation>Stellt Fragen zu Bildern an ein Modell, das Sie als GGUF-Datei mit ihrer mmproj-Datei haben, zum Beispiel aus LM Studio oder Jan.</translation>
    </message>
    <message>
        <source>A .gguf file of a model that was published with a mmproj file.</source>
        <translation>Eine .gguf-Datei eines Modells, das mit einer mmproj-Datei veröffentlicht wurde.</translation>
    </message>
    <message>
        <source>Mmproj file</source>
        <translation>mmproj-Datei</translation>
    </message>
    <message>
        <source>The part of the model that sees, mmproj-....gguf from the same page. Empty takes the one in the folder of the GGUF file.</source>
        <translation>Der Teil des Modells, der sieht, mmproj-....gguf von derselben Seite. Leer nimmt die Datei im Ordner der GGUF-Datei.</translation>
    </message>
    <message>
        <source>Asking about pictures with a model that you have as a GGUF file and its mmproj file</source>
        <translation>Fragen zu Bildern mit einem Modell, das Sie als GGUF-Datei und mmproj-Datei haben</translation>
    </message>
    <message>
        <source>Running without a graphics card</source>
        <translation>Ohne Grafikkarte laufen</translation>
    </message>
    <message>
        <source>Models whose mmproj file is from 2023, which llama.cpp no longer reads</source>
        <translation>Modelle, deren mmproj-Datei von 2023 ist; die liest llama.cpp nicht mehr</translation>
    </message>
    <message>
        <source>Films and sound</source>
        <translation>Filme und Ton</translation>
    </message>
    <message>
        <source>Ultimate SD Upscale</source>
        <translation>Ultimate SD Upscale</translation>
    </message>
    <message>
        <source>Enlarges with any upscaler here, then lets Stable Diffusion draw every tile anew: new detail, steered by words, at any size. Invents what it draws, so not for evidence, and watch faces.</source>
        <translation>Vergrößert mit einem beliebigen Upscaler von hier und lässt Stable Diffusion dann jede Kachel neu zeichnen: neue Details, von Worten gelenkt, in jeder Größe. Erfindet, was es zeichnet, also nicht für Beweise, und achten Sie auf Gesichter.</translation>
    </message>
    <message>
        <source>What the picture shows, which every tile is told. Name materials and light rather than things that are in one place: skin, fur, brick, soft light. (word:1.3) counts more.</source>
        <translation>Was das Bild zeigt; jede Kachel bekommt es gesagt. Nennen Sie eher Material und Licht als Dinge, die an einer Stelle sind: Haut, Fell, Ziegel, weiches Licht. (Wort:1.3) zählt mehr.</translation>
    </message>
    <message>
        <source>What the picture shall not show, such as blurry, jpeg artefacts.</source>
        <translation>Was das Bild nicht zeigen soll, etwa blurry, jpeg artefacts.</translation>
    </message>
    <message>
        <source>Stable Diffusion XL 1.0, plain (SDXL)</source>
        <translation>Stable Diffusion XL 1.0, unverändert (SDXL)</translation>
    </message>
    <message>
        <source>Juggernaut XL v8, photos (SDXL)</source>
        <translation>Juggernaut XL v8, Fotos (SDXL)</translation>
    </message>
    <message>
        <source>Upscale by</source>
        <translation>Vergrößerung</translation>
    </message>
    <message>
        <source>How many times wider and higher the result is, rounded to multiples of 8 pixels. 2 is usual; enlarge twice by 2 rather than once by 4 for more new detail.</source>
        <translation>Wie viel Mal breiter und höher das Ergebnis wird, gerundet auf Vielfache von 8 Pixeln. 2 ist üblich; für mehr neue Details besser zweimal 2-fach als einmal 4-fach vergrößern.</translation>
    </message>
    <message>
        <source>Upscaler</source>
        <translation>Upscaler</translation>
    </message>
    <message>
        <source>What enlarges before anything is redrawn. UltraSharp is the sharpest, and not for commercial use; Siax keeps more texture; Real-ESRGAN cleans more up. None stretches only.</source>
        <translation>Was vergrößert, bevor etwas neu gezeichnet wird. UltraSharp ist am schärfsten und nicht für kommerzielle Zwecke; Siax behält mehr Textur; Real-ESRGAN bereinigt mehr. Ohne streckt nur.</translation>
    </message>
    <message>
        <source>4x NMKD Siax 200k, photos</source>
        <translation>4x NMKD Siax 200k, Fotos</translation>
    </message>
    <message>
        <source>4x UltraSharp, sharp, non-commercial</source>
        <translation>4x UltraSharp, scharf, nichtkommerziell</translation>
    </message>
    <message>
        <source>Real-ESRGAN x4plus, photos</source>
        <translation>Real-ESRGAN x4plus, Fotos</translation>
    </message>
    <message>
        <source>Real-ESRGAN x4plus anime, drawings</source>
        <translation>Real-ESRGAN x4plus anime, Zeichnungen</translation>
    </message>
    <message>
        <source>Real-ESRGAN x2plus, photos, twice the size</source>
        <translation>Real-ESRGAN x2plus, Fotos, doppelte Größe</translation>
    </message>
    <message>
        <source>Real-ESRGAN animevideov3, fast</source>
        <translation>Real-ESRGAN animevideov3, schnell</translation>
    </message>
    <message>
        <source>Real-ESRGAN general x4v3, fast</source>
        <translation>Real-ESRGAN general x4v3, schnell</translation>
    </message>
    <message>
        <source>SwinIR large, four times, slow</source>
        <translation>SwinIR groß, 4-fach, langsam</translation>
    </message>
    <message>
        <source>SwinIR medium, twice</source>
        <translation>SwinIR mittel, 2-fach</translation>
    </message>
    <message>
        <source>None, stretch only</source>
        <translation>Ohne, nur strecken</translation>
    </message>
    <message>
        <source>Upscaler of your own</source>
        <translation>Eigener Upscaler</translation>
    </message>
    <message>
        <source>A file of yours (.safetensors, .pth) that enlarges instead of the upscaler above, such as those of OpenModelDB.</source>
        <translation>Eine eigene Datei (.safetensors, .pth), die anstelle des Upscalers oben vergrößert, etwa eine von OpenModelDB.</translation>
    </message>
    <message>
        <source>Denoise</source>
        <translation>Entrauschung</translation>
    </message>
    <message>
        <source>How much is drawn anew. 0 leaves what the upscaler made as it is, 0.2 is usual, 0.35 adds clearly visible detail; above 0.5 tiles may show things of their own.</source>
        <translation>Wie viel neu gezeichnet wird. 0 lässt, was der Upscaler gemacht hat, wie es ist, 0,2 ist üblich, 0,35 gibt deutlich sichtbare Details; über 0,5 können Kacheln eigene Dinge zeigen.</translation>
    </message>
    <message>
        <source>Hold on to the picture</source>
        <translation>Am Bild festhalten</translation>
    </message>
    <message>
        <source>Let a ControlNet show every tile what was there in the source, so that more can be drawn anew without losing it.</source>
        <translation>Ein ControlNet jeder Kachel zeigen lassen, was in der Quelle war, damit mehr neu gezeichnet werden kann, ohne es zu verlieren.</translation>
    </message>
    <message>
        <source>ControlNet strength</source>
        <translation>ControlNet-Stärke</translation>
    </message>
    <message>
        <source>How closely the source is kept. 1 is usual; less gives more freedom.</source>
        <translation>Wie genau die Quelle behalten wird. 1 ist üblich; weniger gibt mehr Freiheit.</translation>
    </message>
    <message>
        <source>How many steps a tile takes, whatever the denoise: all of them are run. 20 is usual.</source>
        <translation>Wie viele Schritte eine Kachel braucht, gleich bei welcher Entrauschung: alle werden ausgeführt. 20 ist üblich.</translation>
    </message>
    <message>
        <source>Guidance (CFG)</source>
        <translation>Guidance (CFG)</translation>
    </message>
    <message>
        <source>How closely the prompt is followed. 5 to 8 is usual; 1 leaves the negative prompt without effect, and is twice as fast.</source>
        <translation>Wie genau dem Prompt gefolgt wird. 5 bis 8 ist üblich; bei 1 bleibt der negative Prompt ohne Wirkung, und es geht doppelt so schnell.</translation>
    </message>
    <message>
        <source>Sampler</source>
        <translation>Sampler</translation>
    </message>
    <message>
        <source>How noise becomes a picture, by ComfyUI&apos;s names. Euler is the usual one; DPM++ 2M with the Karras schedule is good, too. Three that are not here run as DPM++ 2M, the nearest, and the result says so.</source>
        <translation>Wie aus Rauschen ein Bild wird, mit den Namen von ComfyUI. Euler ist üblich; auch DPM++ 2M mit dem Schema Karras ist gut. Drei, die es hier nicht gibt, laufen als DPM++ 2M, das ihnen am nächsten kommt, und das Ergebnis sagt es.</translation>
    </message>
    <message>
        <source>DPM2</source>
        <translation>DPM2</translation>
    </message>
    <message>
        <source>DPM2 ancestral</source>
        <translation>DPM2 ancestral</translation>
    </message>
    <message>
        <source>LMS</source>
        <translation>LMS</translation>
    </message>
    <message>
        <source>DPM fast (runs as DPM++ 2M)</source>
        <translation>DPM fast (läuft als DPM++ 2M)</translation>
    </message>
    <message>
        <source>DPM adaptive (runs as DPM++ 2M)</source>
        <translation>DPM adaptive (läuft als DPM++ 2M)</translation>
    </message>
    <message>
        <source>DPM++ 2S ancestral</source>
        <translation>DPM++ 2S ancestral</translation>
    </message>
    <message>
        <source>DPM++ SDE</source>
        <translation>DPM++ SDE</translation>
    </message>
    <message>
        <source>DPM++ SDE, GPU</source>
        <translation>DPM++ SDE, GPU</translation>
    </message>
    <message>
        <source>DPM++ 2M SDE</source>
        <translation>DPM++ 2M SDE</translation>
    </message>
    <message>
        <source>DPM++ 2M SDE, GPU</source>
        <translation>DPM++ 2M SDE, GPU</translation>
    </message>
    <message>
        <source>DPM++ 3M SDE</source>
        <translation>DPM++ 3M SDE</translation>
    </message>
    <message>
        <source>DPM++ 3M SDE, GPU</source>
        <translation>DPM++ 3M SDE, GPU</translation>
    </message>
    <message>
        <source>DPM++ (runs as DPM++ 2M)</source>
        <translation>DPM++ (läuft als DPM++ 2M)</translation>
    </message>
    <message>
        <source>UniPC</source>
        <translation>UniPC</translation>
    </message>
    <message>
        <source>UniPC, bh2</source>
        <translation>UniPC, bh2</translation>
    </message>
    <message>
        <source>How noise falls from step to step, by ComfyUI&apos;s names. Normal is usual; Karras spends more steps on fine detail.</source>
        <translation>Wie das Rauschen von Schritt zu Schritt abnimmt, mit den Namen von ComfyUI. Normal ist üblich; Karras verwendet mehr Schritte auf feine Details.</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Karras</source>
        <translation>Karras</translation>
    </message>
    <message>
        <source>Exponential</source>
        <translation>Exponential</translation>
    </message>
    <message>
        <source>SGM uniform</source>
        <translation>SGM uniform</translation>
    </message>
    <message>
        <source>Simple</source>
        <translation>Simple</translation>
    </message>
    <message>
        <source>DDIM uniform</source>
        <translation>DDIM uniform</translation>
    </message>
    <message>
        <source>Order of tiles</source>
        <translation>Reihenfolge der Kacheln</translation>
    </message>
    <message>
        <source>Linear goes row by row; Chess draws every second tile first, which can hide seams; None redraws nothing but seams.</source>
        <translation>Linear geht Zeile für Zeile vor; Schach zeichnet zuerst jede zweite Kachel, was Nähte verbergen kann; Keine zeichnet nur Nähte neu.</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>Linear</translation>
    </message>
    <message>
        <source>Chess</source>
        <translation>Schach</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Tile width</source>
        <translation>Kachelbreite</translation>
    </message>
    <message>
        <source>Width of what is redrawn at a time. 512 suits Stable Diffusion 1.5, 1024 suits SDXL.</source>
        <translation>Breite dessen, was auf einmal neu gezeichnet wird. 512 passt für Stable Diffusion 1.5, 1024 für SDXL.</translation>
    </message>
    <message>
        <source>Tile height</source>
        <translation>Kachelhöhe</translation>
    </message>
    <message>
        <source>See the tile width.</source>
        <translation>Siehe Kachelbreite.</translation>
    </message>
    <message>
        <source>Mask blur</source>
        <translation>Maskenunschärfe</translation>
    </message>
    <message>
        <source>How softly tiles go over into each other. 8 is usual; at 0 their borders are hard.</source>
        <translation>Wie weich Kacheln ineinander übergehen. 8 ist üblich; bei 0 sind ihre Ränder hart.</translation>
    </message>
    <message>
        <source>Tile padding</source>
        <translation>Kachelrand</translation>
    </message>
    <message>
        <source>How much of its surroundings a tile is shown. 32 is usual; more makes tiles agree better and takes longer.</source>
        <translation>Wie viel von ihrer Umgebung eine Kachel zu sehen bekommt. 32 ist üblich; mit mehr passen Kacheln besser zusammen, und es dauert länger.</translation>
    </message>
    <message>
        <source>Seam fix</source>
        <translation>Nahtkorrektur</translation>
    </message>
    <message>
        <source>Redraw the seams, too. Half Tile + Intersections is the most thorough; try without first, seams are rare at a low denoise.</source>
        <translation>Auch die Nähte neu zeichnen. „Halbe Kacheln und Ecken“ ist am gründlichsten; versuchen Sie es erst ohne, bei geringer Entrauschung sind Nähte selten.</translation>
    </message>
    <message>
        <source>Bands over the seams</source>
        <translation>Streifen über den Nähten</translation>
    </message>
    <message>
        <source>Half tiles</source>
        <translation>Halbe Kacheln</translation>
    </message>
    <message>
        <source>Half tiles and corners</source>
        <translation>Halbe Kacheln und Ecken</translation>
    </message>
    <message>
        <source>Seam fix denoise</source>
        <translation>Nahtkorrektur: Entrauschung</translation>
    </message>
    <message>
        <source>How much of the seams is drawn anew. 0.35 is a good value; 1 forgets what was there but for the ControlNet.</source>
        <translation>Wie viel von den Nähten neu gezeichnet wird. 0,35 ist ein guter Wert; 1 vergisst, was da war, bis auf das ControlNet.</translation>
    </message>
    <message>
        <source>Seam fix width</source>
        <translation>Nahtkorrektur: Breite</translation>
    </message>
    <message>
        <source>How wide the bands are.</source>
        <translation>Wie breit die Streifen sind.</translation>
    </message>
    <message>
        <source>Seam fix mask blur</source>
        <translation>Nahtkorrektur: Maskenunschärfe</translation>
    </message>
    <message>
        <source>How softly half tiles go over into the rest.</source>
        <translation>Wie weich halbe Kacheln in den Rest übergehen.</translation>
    </message>
    <message>
        <source>Seam fix padding</source>
        <translation>Nahtkorrektur: Rand</translation>
    </message>
    <message>
        <source>How much of its surroundings a seam is shown.</source>
        <translation>Wie viel von ihrer Umgebung eine Naht zu sehen bekommt.</translation>
    </message>
    <message>
        <source>Tiles of one size</source>
        <translation>Gleich große Kacheln</translation>
    </message>
    <message>
        <source>Draw all tiles at one size, also at the border, so that several can be drawn together. Off draws small ones small.</source>
        <translation>Alle Kacheln in einer Größe zeichnen, auch am Rand, damit mehrere zusammen gezeichnet werden können. Aus zeichnet kleine klein.</translation>
    </message>
    <message>
        <source>New fine detail at any size, steered by a prompt</source>
        <translation>Neue feine Details in jeder Größe, von einem Prompt gelenkt</translation>
    </message>
    <message>
        <source>Large prints from small pictures, two to four times as wide</source>
        <translation>Große Drucke aus kleinen Bildern, zwei- bis viermal so breit</translation>
    </message>
    <message>
        <source>Skin, fur, leaves, brick and cloth that plain enlargers leave smooth</source>
        <translation>Haut, Fell, Laub, Ziegel und Stoff, die einfaches Vergrößern glatt lässt</translation>
    </message>
    <message>
        <source>Small faces, which may become somebody else&apos;s at a high denoise</source>
        <translation>Kleine Gesichter, die bei starker Entrauschung die eines anderen werden können</translation>
    </message>
    <message>
        <source>A cat, twice as wide, with its fur drawn anew</source>
        <translation>Eine Katze, doppelt so breit, mit neu gezeichnetem Fell</translation>
    </message>
    <message>
        <source>Your Whisper model</source>
        <translation>Ihr Whisper-Modell</translation>
    </message>
    <message>
        <source>Runs a Whisper model that you have as a CTranslate2 folder, with the same word times, speakers and subtitles as WhisperX.</source>
        <translation>Führt ein Whisper-Modell aus, das Sie als CTranslate2-Ordner haben, mit Wortzeiten, Sprechern und Untertiteln wie WhisperX.</translation>
    </message>
    <message>
        <source>The sound or video to transcribe: MP3, WAV, M4A, FLAC, Ogg, MP4, MKV, MOV and most others.</source>
        <translation>Der Ton oder das Video zum Transkribieren: MP3, WAV, M4A, FLAC, Ogg, MP4, MKV, MOV und die meisten anderen.</translation>
    </message>
    <message>
        <source>What is spoken. Automatic finds it out from the first half minute of speech and says how sure it is; choose it where the recording begins with music, names or another language.</source>
        <translation>Was gesprochen wird. Automatisch erkennt es aus der ersten halben Minute Sprache und sagt, wie sicher das ist; wählen Sie die Sprache, wo die Aufnahme mit Musik, Namen oder einer anderen Sprache beginnt.</translation>
    </message>
    <message>
        <source>Afrikaans</source>
        <translation>Afrikaans</translation>
    </message>
    <message>
        <source>Albanian</source>
        <translation>Albanisch</translation>
    </message>
    <message>
        <source>Amharic</source>
        <translation>Amharisch</translation>
    </message>
    <message>
        <source>Armenian</source>
        <translation>Armenisch</translation>
    </message>
    <message>
        <source>Assamese</source>
        <translation>Assamesisch</translation>
    </message>
    <message>
        <source>Azerbaijani</source>
        <translation>Aserbaidschanisch</translation>
    </message>
    <message>
        <source>Bashkir</source>
        <translation>Baschkirisch</translation>
    </message>
    <message>
        <source>Belarusian</source>
        <translation>Belarussisch</translation>
    </message>
    <message>
        <source>Bengali</source>
        <translation>Bengalisch</translation>
    </message>
    <message>
        <source>Bosnian</source>
        <translation>Bosnisch</translation>
    </message>
    <message>
        <source>Breton</source>
        <translation>Bretonisch</translation>
    </message>
    <message>
        <source>Bulgarian</source>
        <translation>Bulgarisch</translation>
    </message>
    <message>
        <source>Burmese</source>
        <translation>Birmanisch</translation>
    </message>
    <message>
        <source>Cantonese</source>
        <translation>Kantonesisch</translation>
    </message>
    <message>
        <source>Estonian</source>
        <translation>Estnisch</translation>
    </message>
    <message>
        <source>Faroese</source>
        <translation>Färöisch</translation>
    </message>
    <message>
        <source>Gujarati</source>
        <translation>Gujarati</translation>
    </message>
    <message>
        <source>Haitian Creole</source>
        <translation>Haitianisch</translation>
    </message>
    <message>
        <source>Hausa</source>
        <translation>Hausa</translation>
    </message>
    <message>
        <source>Hawaiian</source>
        <translation>Hawaiisch</translation>
    </message>
    <message>
        <source>Icelandic</source>
        <translation>Isländisch</translation>
    </message>
    <message>
        <source>Javanese</source>
        <translation>Javanisch</translation>
    </message>
    <message>
        <source>Kannada</source>
        <translation>Kannada</translation>
    </message>
    <message>
        <source>Kazakh</source>
        <translation>Kasachisch</translation>
    </message>
    <message>
        <source>Khmer</source>
        <translation>Khmer</translation>
    </message>
    <message>
        <source>Lao</source>
        <translation>Laotisch</translation>
    </message>
    <message>
        <source>Latin</source>
        <translation>Latein</translation>
    </message>
    <message>
        <source>Lingala</source>
        <translation>Lingala</translation>
    </message>
    <message>
        <source>Lithuanian</source>
        <translation>Litauisch</translation>
    </message>
    <message>
        <source>Luxembourgish</source>
        <translation>Luxemburgisch</translation>
    </message>
    <message>
        <source>Macedonian</source>
        <translation>Mazedonisch</translation>
    </message>
    <message>
        <source>Malagasy</source>
        <translation>Madagassisch</translation>
    </message>
    <message>
        <source>Malay</source>
        <translation>Malaiisch</translation>
    </message>
    <message>
        <source>Maltese</source>
        <translation>Maltesisch</translation>
    </message>
    <message>
        <source>Maori</source>
        <translation>Maori</translation>
    </message>
    <message>
        <source>Marathi</source>
        <translation>Marathi</translation>
    </message>
    <message>
        <source>Mongolian</source>
        <translation>Mongolisch</translation>
    </message>
    <message>
        <source>Nepali</source>
        <translation>Nepali</translation>
    </message>
    <message>
        <source>Occitan</source>
        <translation>Okzitanisch</translation>
    </message>
    <message>
        <source>Pashto</source>
        <translation>Paschtu</translation>
    </message>
    <message>
        <source>Punjabi</source>
        <translation>Panjabi</translation>
    </message>
    <message>
        <source>Sanskrit</source>
        <translation>Sanskrit</translation>
    </message>
    <message>
        <source>Serbian</source>
        <translation>Serbisch</translation>
    </message>
    <message>
        <source>Shona</source>
        <translation>Shona</translation>
    </message>
    <message>
        <source>Sindhi</source>
        <translation>Sindhi</translation>
    </message>
    <message>
        <source>Sinhala</source>
        <translation>Singhalesisch</translation>
    </message>
    <message>
        <source>Somali</source>
        <translation>Somali</translation>
    </message>
    <message>
        <source>Sundanese</source>
        <translation>Sundanesisch</translation>
    </message>
    <message>
        <source>Swahili</source>
        <translation>Suaheli</translation>
    </message>
    <message>
        <source>Tajik</source>
        <translation>Tadschikisch</translation>
    </message>
    <message>
        <source>Tamil</source>
        <translation>Tamil</translation>
    </message>
    <message>
        <source>Tatar</source>
        <translation>Tatarisch</translation>
    </message>
    <message>
        <source>Thai</source>
        <translation>Thailändisch</translation>
    </message>
    <message>
        <source>Tibetan</source>
        <translation>Tibetisch</translation>
    </message>
    <message>
        <source>Turkmen</source>
        <translation>Turkmenisch</translation>
    </message>
    <message>
        <source>Uzbek</source>
        <translation>Usbekisch</translation>
    </message>
    <message>
        <source>Welsh</source>
        <translation>Walisisch</translation>
    </message>
    <message>
        <source>Yiddish</source>
        <translation>Jiddisch</translation>
    </message>
    <message>
        <source>Yoruba</source>
        <translation>Yoruba</translation>
    </message>
    <message>
        <source>Transcribe writes what is said in its own language. Translate writes it in English, with less exact word times; the large models do that best, turbo and distil models do not do it.</source>
        <translation>Transkribieren schreibt das Gesagte in seiner eigenen Sprache. Übersetzen schreibt es auf Englisch, mit ungenaueren Wortzeiten; das können die großen Modelle am besten, turbo und distil können es nicht.</translation>
    </message>
    <message>
        <source>Transcribe</source>
        <translation>Transkribieren</translation>
    </message>
    <message>
        <source>Translate into English</source>
        <translation>Ins Englische übersetzen</translation>
    </message>
    <message>
        <source>Find out when each word is said, by a model made for that language if there is one (fetched at the first use, 0.4 to 1.3 GB), else by a small one for English or by Whisper itself, which is less exact. Words can then be clicked, highlighted in subtitles and given to speakers.</source>
        <translation>Herausfinden, wann jedes Wort gesagt wird: mit einem Modell für die Sprache, wenn es eines gibt (wird beim ersten Mal geladen, 0,4 bis 1,3 GB), sonst mit einem kleinen für Englisch oder mit Whisper selbst, was ungenauer ist. Wörter lassen sich dann anklicken, in Untertiteln hervorheben und Sprechern zuordnen.</translation>
    </message>
    <message>
        <source>Tell speakers apart</source>
        <translation>Sprecher unterscheiden</translation>
    </message>
    <message>
        <source>Find out who speaks when. Works best with two to four people who take turns; give the number of speakers below if you know it.</source>
        <translation>Herausfinden, wer wann spricht. Am besten geht es mit zwei bis vier Personen, die sich abwechseln; geben Sie unten die Zahl der Sprecher an, wenn Sie sie kennen.</translation>
    </message>
    <message>
        <source>Only the text</source>
        <translation>Nur der Text</translation>
    </message>
    <message>
        <source>Leave out word times and speakers and write the plain text. Quicker, and enough for reading and searching.</source>
        <translation>Wortzeiten und Sprecher weglassen und nur den Text schreiben. Schneller, und zum Lesen und Suchen genug.</translation>
    </message>
    <message>
        <source>Initial prompt</source>
        <translation>Anfangsprompt</translation>
    </message>
    <message>
        <source>A sentence or two in the style of the recording, with its names and terms: Whisper goes on in that style and spells them so. Empty is usual.</source>
        <translation>Ein oder zwei Sätze im Stil der Aufnahme, mit ihren Namen und Begriffen: Whisper schreibt in diesem Stil weiter und übernimmt die Schreibung. Leer ist üblich.</translation>
    </message>
    <message>
        <source>Hotwords</source>
        <translation>Stichwörter</translation>
    </message>
    <message>
        <source>Names and terms that occur, parted by spaces, so that they are rather heard. A handful works; a long list makes Whisper hear them everywhere.</source>
        <translation>Namen und Begriffe, die vorkommen, durch Leerzeichen getrennt, damit sie eher erkannt werden. Eine Handvoll hilft; bei einer langen Liste hört Whisper sie überall.</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Stapelgröße</translation>
    </message>
    <message>
        <source>How many stretches of up to half a minute are decoded at once. More is faster on a GPU and needs more memory: 16 to 64 with 8 GB and more, 4 with little. On a CPU 4 to 8 is best.</source>
        <translation>Wie viele Stücke von bis zu einer halben Minute zugleich dekodiert werden. Mehr ist auf einer Grafikkarte schneller und braucht mehr Speicher: 16 bis 64 ab 8 GB, 4 mit wenig. Auf der CPU sind 4 bis 8 am besten.</translation>
    </message>
    <message>
        <source>Beam size</source>
        <translation>Beam-Größe</translation>
    </message>
    <message>
        <source>How many readings are followed at the same time. 5 is usual; 1 is faster and errs more.</source>
        <translation>Wie viele Lesarten zugleich verfolgt werden. 5 ist üblich; 1 ist schneller und irrt öfter.</translation>
    </message>
    <message>
        <source>How daring the choice of words is. 0 is exact and the same each time; more helps only where a passage comes out as nonsense.</source>
        <translation>Wie gewagt die Wortwahl ist. 0 ist genau und jedes Mal gleich; mehr hilft nur, wo eine Stelle als Unsinn herauskommt.</translation>
    </message>
    <message>
        <source>Try again when unsure</source>
        <translation>Bei Zweifel erneut</translation>
    </message>
    <message>
        <source>Decode a stretch again at higher temperatures if it looks wrong: text that repeats itself, or low probability. Costs time only where something is wrong.</source>
        <translation>Ein Stück mit höherer Temperatur noch einmal dekodieren, wenn es falsch aussieht: Text, der sich wiederholt, oder niedrige Wahrscheinlichkeit. Kostet nur Zeit, wo etwas nicht stimmt.</translation>
    </message>
    <message>
        <source>Voice activity by</source>
        <translation>Sprachaktivität mit</translation>
    </message>
    <message>
        <source>What finds the speech between pauses and music. Silero is quick and good; pyannote is whisperX&apos;s own choice, better with overlapping and distant voices, slower. Both are part of Hearth.</source>
        <translation>Was die Sprache zwischen Pausen und Musik findet. Silero ist schnell und gut; pyannote ist die Wahl von WhisperX selbst, besser bei gleichzeitigen und fernen Stimmen, langsamer. Beide sind Teil von Hearth.</translation>
    </message>
    <message>
        <source>Silero</source>
        <translation>Silero</translation>
    </message>
    <message>
        <source>pyannote</source>
        <translation>pyannote</translation>
    </message>
    <message>
        <source>Speech begins at</source>
        <translation>Sprache beginnt bei</translation>
    </message>
    <message>
        <source>How sure voice activity must be before speech begins. Lower hears quiet voices and more noise; 0.3 for whispering, 0.7 for a noisy street.</source>
        <translation>Wie sicher die Sprachaktivität sein muss, damit Sprache beginnt. Niedriger hört leise Stimmen und mehr Geräusche; 0,3 für Flüstern, 0,7 für eine laute Straße.</translation>
    </message>
    <message>
        <source>Speech ends at</source>
        <translation>Sprache endet bei</translation>
    </message>
    <message>
        <source>Below which certainty speech ends. Lower keeps the ends of words; not above the value where speech begins.</source>
        <translation>Unter welcher Sicherheit Sprache endet. Niedriger behält die Enden der Wörter; nicht höher als der Wert, bei dem Sprache beginnt.</translation>
    </message>
    <message>
        <source>Longest stretch</source>
        <translation>Längstes Stück</translation>
    </message>
    <message>
        <source>The longest piece that Whisper gets at once. 30 is what it was trained on; shorter pieces give shorter segments and lose context.</source>
        <translation>Das längste Stück, das Whisper auf einmal bekommt. Mit 30 wurde es trainiert; kürzere Stücke geben kürzere Abschnitte und verlieren Zusammenhang.</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>Number format</source>
        <translation>Zahlenformat</translation>
    </message>
    <message>
        <source>What Whisper computes with. Automatic takes int8 on the CPU and float16 on a GPU; int8 halves the memory once more and costs hardly any accuracy.</source>
        <translation>Womit Whisper rechnet. Automatisch nimmt int8 auf der CPU und float16 auf einer Grafikkarte; int8 halbiert den Speicher noch einmal und kostet kaum Genauigkeit.</translation>
    </message>
    <message>
        <source>int8</source>
        <translation>int8</translation>
    </message>
    <message>
        <source>int8 and float16</source>
        <translation>int8 und float16</translation>
    </message>
    <message>
        <source>float16</source>
        <translation>float16</translation>
    </message>
    <message>
        <source>float32</source>
        <translation>float32</translation>
    </message>
    <message>
        <source>Tell times and memory</source>
        <translation>Zeiten und Speicher</translation>
    </message>
    <message>
        <source>Say for each stage how long it took and what memory the program held, as notes of the result.</source>
        <translation>Für jeden Schritt angeben, wie lange er dauerte und wie viel Speicher das Programm hielt, als Hinweise zum Ergebnis.</translation>
    </message>
    <message>
        <source>A folder in CTranslate2&apos;s format: model.bin, config.json, tokenizer.json and a vocabulary.</source>
        <translation>Ein Ordner im Format von CTranslate2: model.bin, config.json, tokenizer.json und ein Vokabular.</translation>
    </message>
    <message>
        <source>Whisper models that were trained further for a language, an accent or a profession</source>
        <translation>Whisper-Modelle, die für eine Sprache, einen Akzent oder ein Fachgebiet nachtrainiert wurden</translation>
    </message>
    <message>
        <source>Everything that WhisperX does here, with a model of yours</source>
        <translation>Alles, was WhisperX hier macht, mit einem eigenen Modell</translation>
    </message>
    <message>
        <source>Whisper models in other formats, which have to be converted first</source>
        <translation>Whisper-Modelle in anderen Formaten; sie müssen zuerst umgewandelt werden</translation>
    </message>
    <message>
        <source>A recording with a model of yours</source>
        <translation>Eine Aufnahme mit einem eigenen Modell</translation>
    </message>
    <message>
        <source>WhisperX</source>
        <translation>WhisperX</translation>
    </message>
    <message>
        <source>Writes down what is said in recordings and videos, with the time of every word and, if you wish, who says it. About a hundred languages with the larger models. It sometimes writes what nobody said: what looks doubtful is marked.</source>
        <translation>Schreibt auf, was in Aufnahmen und Videos gesagt wird, mit der Zeit jedes Wortes und auf Wunsch, wer es sagt. Mit den größeren Modellen in etwa hundert Sprachen. Manchmal schreibt es, was niemand sagte: Zweifelhaftes ist markiert.</translation>
    </message>
    <message>
        <source>Which Whisper model listens. base, and tiny.en for English, are small and fetched from packages; larger ones err less and need more memory and time. Those ending in .en, and the distilled ones, know English only.</source>
        <translation>Welches Whisper-Modell zuhört. base und, für Englisch, tiny.en sind klein und kommen aus Paketen; größere irren seltener und brauchen mehr Speicher und Zeit. Die mit .en am Ende und die distil-Modelle können nur Englisch.</translation>
    </message>
    <message>
        <source>tiny.en</source>
        <translation>tiny.en</translation>
    </message>
    <message>
        <source>base</source>
        <translation>base</translation>
    </message>
    <message>
        <source>tiny</source>
        <translation>tiny</translation>
    </message>
    <message>
        <source>base.en</source>
        <translation>base.en</translation>
    </message>
    <message>
        <source>small</source>
        <translation>small</translation>
    </message>
    <message>
        <source>small.en</source>
        <translation>small.en</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>medium</translation>
    </message>
    <message>
        <source>medium.en</source>
        <translation>medium.en</translation>
    </message>
    <message>
        <source>large-v2</source>
        <translation>large-v2</translation>
    </message>
    <message>
        <source>large-v3</source>
        <translation>large-v3</translation>
    </message>
    <message>
        <source>large-v3-turbo</source>
        <translation>large-v3-turbo</translation>
    </message>
    <message>
        <source>distil-small.en</source>
        <translation>distil-small.en</translation>
    </message>
    <message>
        <source>distil-medium.en</source>
        <translation>distil-medium.en</translation>
    </message>
    <message>
        <source>distil-large-v3</source>
        <translation>distil-large-v3</translation>
    </message>
    <message>
        <source>distil-large-v3.5</source>
        <translation>distil-large-v3.5</translation>
    </message>
    <message>
        <source>Interviews, lectures, podcasts and films, in about a hundred languages with the larger models</source>
        <translation>Interviews, Vorträge, Podcasts und Filme, mit den größeren Modellen in etwa hundert Sprachen</translation>
    </message>
    <message>
        <source>Word times exact enough for subtitles and cutting, where there is an aligner for the language</source>
        <translation>Wortzeiten, genau genug für Untertitel und Schnitt, wo es für die Sprache ein Wortzeiten-Modell gibt</translation>
    </message>
    <message>
        <source>Telling two to four speakers apart who take turns</source>
        <translation>Zwei bis vier Sprecher unterscheiden, die sich abwechseln</translation>
    </message>
    <message>
        <source>Several people at once, singing, and speech under loud music</source>
        <translation>Mehrere Personen zugleich, Gesang und Sprache unter lauter Musik</translation>
    </message>
    <message>
        <source>Names and terms it has never read; give them as hotwords</source>
        <translation>Namen und Begriffe, die es nie gelesen hat; geben Sie sie als Stichwörter an</translation>
    </message>
    <message>
        <source>Rare languages with the small models</source>
        <translation>Seltene Sprachen mit den kleinen Modellen</translation>
    </message>
    <message>
        <source>Five sentences, read aloud</source>
        <translation>Fünf Sätze, vorgelesen</translation>
    </message>
    <message>
        <source>The same, with a model for every language</source>
        <translation>Dasselbe, mit einem Modell für alle Sprachen</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source>Pictures, for which a model with its mmproj file goes to Image Q&amp;A, and sound</source>
        <translation>Bilder, für die ein Modell mit seiner mmproj-Datei in den Tab Bild-F&amp;A gehört, und Ton</translation>
    </message>
    <message>
        <source>Running an upscaler or restorer that you have as a file, such as those of OpenModelDB</source>
        <translation>Ausführen eines Modells zum Hochskalieren oder Restaurieren, das Sie als Datei haben, etwa von OpenModelDB</translation>
    </message>
    <message>
        <source>Recognising the architecture by itself</source>
        <translation>Die Architektur von selbst erkennen</translation>
    </message>
    <message>
        <source>Models for faces, video or missing parts, which need more around them than a network</source>
        <translation>Modelle für Gesichter, Video oder fehlende Teile, die mehr um sich brauchen als ein Netz</translation>
    </message>
    <message>
        <source>Files that carry program code, which are refused</source>
        <translation>Dateien mit Programmcode; sie werden abgelehnt</translation>
    </message>
    <message>
        <source>A drawing by a checkpoint of yours</source>
        <translation>Eine Zeichnung mit einem eigenen Checkpoint</translation>
    </message>
    <message>
        <source>SwinIR</source>
        <translation>SwinIR</translation>
    </message>
    <message>
        <source>Enlarges photos calmly and evenly, with fewer invented textures than Real-ESRGAN. Also removes noise or JPEG blocks at the same size.</source>
        <translation>Vergrößert Fotos ruhig und gleichmäßig, mit weniger erfundener Textur als Real-ESRGAN. Entfernt auch Rauschen oder JPEG-Blöcke bei gleicher Größe.</translation>
    </message>
    <message>
        <source>The picture to restore: PNG, JPEG, WebP, TIFF, AVIF or HEIC.</source>
        <translation>Das wiederherzustellende Bild: PNG, JPEG, WebP, TIFF, AVIF oder HEIC.</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>What to do. Large enlarges 4 times and looks best; Medium enlarges twice and is faster. Denoising and JPEG reduction keep the size. Grayscale denoising turns a colour picture grey.</source>
        <translation>Was zu tun ist. Groß vergrößert 4-fach und sieht am besten aus; Mittel vergrößert 2-fach und ist schneller. Entrauschen und JPEG-Bereinigung behalten die Größe. Graues Entrauschen macht ein Farbbild grau.</translation>
    </message>
    <message>
        <source>Enlarge 4×, large network</source>
        <translation>4-fach vergrößern, großes Netz</translation>
    </message>
    <message>
        <source>Enlarge 2×, medium network</source>
        <translation>2-fach vergrößern, mittleres Netz</translation>
    </message>
    <message>
        <source>Remove noise, grey</source>
        <translation>Rauschen entfernen, grau</translation>
    </message>
    <message>
        <source>Remove noise, colour</source>
        <translation>Rauschen entfernen, farbig</translation>
    </message>
    <message>
        <source>Remove JPEG blocks</source>
        <translation>JPEG-Blöcke entfernen</translation>
    </message>
    <message>
        <source>Noise level</source>
        <translation>Rauschpegel</translation>
    </message>
    <message>
        <source>Only for denoising: how strong the noise in the picture is, as its standard deviation out of 255. 15 suits a slightly grainy photo, 25 a night shot, 50 heavy noise. Higher removes more and blurs fine texture.</source>
        <translation>Nur zum Entrauschen: wie stark das Rauschen im Bild ist, als Standardabweichung von 255. 15 passt für ein leicht körniges Foto, 25 für eine Nachtaufnahme, 50 für starkes Rauschen. Höher entfernt mehr und verwischt feine Textur.</translation>
    </message>
    <message>
        <source>JPEG quality</source>
        <translation>JPEG-Qualität</translation>
    </message>
    <message>
        <source>Only for JPEG blocks: the quality that the picture was saved with. 40 is for visible but slight blocks, 10 for very heavy ones. Lower smooths more.</source>
        <translation>Nur für JPEG-Blöcke: die Qualität, mit der das Bild gespeichert wurde. 40 ist für sichtbare, aber leichte Blöcke, 10 für sehr starke. Niedriger glättet mehr.</translation>
    </message>
    <message>
        <source>Clean up noise and JPEG blocks</source>
        <translation>Rauschen und JPEG-Blöcke bereinigen</translation>
    </message>
    <message>
        <source>Enlarging faithfully, with less invented texture than Real-ESRGAN</source>
        <translation>Treues Vergrößern mit weniger erfundener Textur als Real-ESRGAN</translation>
    </message>
    <message>
        <source>Removing camera noise of a known strength without enlarging</source>
        <translation>Kamerarauschen bekannter Stärke ohne Vergrößern entfernen</translation>
    </message>
    <message>
        <source>Removing the blocks of strong JPEG compression</source>
        <translation>Die Blöcke starker JPEG-Kompression entfernen</translation>
    </message>
    <message>
        <source>Speed; without a GPU it takes minutes for a small picture</source>
        <translation>Tempo; ohne Grafikkarte dauert ein kleines Bild Minuten</translation>
    </message>
    <message>
        <source>Photos with many kinds of damage at once</source>
        <translation>Fotos mit vielen Arten von Schäden zugleich</translation>
    </message>
    <message>
        <source>Drawings, for which Real-ESRGAN&apos;s anime versions are better</source>
        <translation>Zeichnungen; dafür sind die Anime-Versionen von Real-ESRGAN besser</translation>
    </message>
    <message>
        <source>A photo without its JPEG blocks</source>
        <translation>Ein Foto ohne seine JPEG-Blöcke</translation>
    </message>
</context>
<context>
    <name>pipelines</name>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Something unexpected went wrong ({kind}: {message}).</source>
        <translation>Etwas Unerwartetes ist schiefgegangen ({kind}: {message}).</translation>
    </message>
    <message>
        <source>There is not enough memory for this file.</source>
        <translation>Für diese Datei reicht der Speicher nicht.</translation>
    </message>
    <message>
        <source>{number} of {total}: {name}</source>
        <translation>{number} von {total}: {name}</translation>
    </message>
    <message>
        <source>no message</source>
        <translation>keine Meldung</translation>
    </message>
    <message>
        <source>There is nothing to work on in {folder}. Hearth looks for {suffixes}.</source>
        <translation>In {folder} gibt es nichts zu bearbeiten. Hearth sucht nach {suffixes}.</translation>
    </message>
    <message>
        <source>what was given</source>
        <translation>dem Angegebenen</translation>
    </message>
    <message>
        <source>{words} is no amount of memory. Write it like 6GB, 1.5GB or 800MB.</source>
        <translation>{words} ist keine Speichermenge. Schreiben Sie zum Beispiel 6GB, 1.5GB oder 800MB.</translation>
    </message>
    <message>
        <source>A memory budget of {words} holds no model: give at least 64MB.</source>
        <translation>Ein Speicherbudget von {words} fasst kein Modell: geben Sie mindestens 64MB.</translation>
    </message>
    <message>
        <source>The model card {name} is damaged: {reason}.</source>
        <translation>Die Modellkarte {name} ist beschädigt: {reason}.</translation>
    </message>
    <message>
        <source>The model card {name} cannot be read: {reason}.</source>
        <translation>Die Modellkarte {name} lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <source>its front matter must be names and values</source>
        <translation>ihr Kopf muss aus Namen und Werten bestehen</translation>
    </message>
    <message>
        <source>{name} must be a list of lines</source>
        <translation>{name} muss eine Liste von Zeilen sein</translation>
    </message>
    <message>
        <source>examples must be a list</source>
        <translation>examples muss eine Liste sein</translation>
    </message>
    <message>
        <source>it is not UTF-8 text</source>
        <translation>sie ist kein UTF-8-Text</translation>
    </message>
    <message>
        <source>its front matter is not YAML (line {line})</source>
        <translation>ihr Kopf ist kein YAML (Zeile {line})</translation>
    </message>
    <message>
        <source>each example needs inputs</source>
        <translation>jedes Beispiel braucht inputs</translation>
    </message>
    <message>
        <source>{name} fills in masked parts of a picture ({architecture}), which the upscaling tab cannot run: choose an upscaler or restorer.</source>
        <translation>{name} füllt maskierte Bildteile ({architecture}), was der Tab Hochskalieren nicht kann: wählen Sie ein Modell zum Hochskalieren oder Restaurieren.</translation>
    </message>
    <message>
        <source>{name} is safe, but no known kind of model fits it: choose an image upscaler or restorer that spandrel supports.</source>
        <translation>{name} ist ungefährlich, passt aber zu keiner bekannten Modellart: wählen Sie ein Bildmodell zum Hochskalieren oder Restaurieren, das spandrel unterstützt.</translation>
    </message>
    <message>
        <source>{name} is larger than {limit} MB, which no model can read at once: drop a part of it.</source>
        <translation>{name} ist größer als {limit} MB, was kein Modell auf einmal lesen kann: legen Sie einen Teil davon ab.</translation>
    </message>
    <message>
        <source>{name} cannot be read ({reason}).</source>
        <translation>{name} lässt sich nicht lesen ({reason}).</translation>
    </message>
    <message>
        <source>{name} is no text file that Hearth can read: save it as text in UTF-8 and drop it again.</source>
        <translation>{name} ist keine Textdatei, die Hearth lesen kann: speichern Sie sie als Text in UTF-8 und legen Sie sie noch einmal ab.</translation>
    </message>
    <message>
        <source>This conversation is not there any more: it was deleted for good, maybe in another window.</source>
        <translation>Dieses Gespräch ist nicht mehr da: es wurde endgültig gelöscht, vielleicht in einem anderen Fenster.</translation>
    </message>
    <message>
        <source>Your conversations {path} cannot be read or written ({reason}): check their permissions and the room on their disk.</source>
        <translation>Ihre Gespräche {path} lassen sich nicht lesen oder schreiben ({reason}): prüfen Sie die Rechte und den Platz auf dem Datenträger.</translation>
    </message>
    <message>
        <source>The file of your conversations {path} is damaged: export what still opens, then move the file away, and Hearth begins a new one.</source>
        <translation>Die Datei Ihrer Gespräche {path} ist beschädigt: exportieren Sie, was sich noch öffnen lässt, und legen Sie die Datei dann beiseite; Hearth beginnt eine neue.</translation>
    </message>
    <message>
        <source>There is no room left for your conversations {path}: free some and try again; what was saved stays.</source>
        <translation>Für Ihre Gespräche {path} ist kein Platz mehr: schaffen Sie welchen und versuchen Sie es erneut; was gespeichert ist, bleibt.</translation>
    </message>
    <message>
        <source>The conversations {path} were written by a newer Hearth: update Hearth, or move that file away.</source>
        <translation>Die Gespräche {path} wurden von einem neueren Hearth geschrieben: aktualisieren Sie Hearth oder legen Sie diese Datei beiseite.</translation>
    </message>
    <message>
        <source>This answer was stopped.</source>
        <translation>Diese Antwort wurde angehalten.</translation>
    </message>
    <message>
        <source>This answer was cut at its longest length.</source>
        <translation>Diese Antwort wurde bei der größten erlaubten Länge abgeschnitten.</translation>
    </message>
    <message>
        <source>This answer failed before its end.</source>
        <translation>Diese Antwort ist vor ihrem Ende fehlgeschlagen.</translation>
    </message>
    <message>
        <source>This answer was interrupted when Hearth was closed.</source>
        <translation>Diese Antwort wurde unterbrochen, als Hearth geschlossen wurde.</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Date: {date}</source>
        <translation>Datum: {date}</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>Nachdenken</translation>
    </message>
    <message>
        <source>Model: {model}</source>
        <translation>Modell: {model}</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>Systemprompt</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>{name} is a conversation exported by Hearth, but it is damaged or was changed: export it again.</source>
        <translation>{name} ist ein von Hearth exportiertes Gespräch, aber beschädigt oder verändert: exportieren Sie es noch einmal.</translation>
    </message>
    <message>
        <source>{name} is no conversation that Hearth exported: choose a file made by “Export as JSON”.</source>
        <translation>{name} ist kein von Hearth exportiertes Gespräch: wählen Sie eine Datei, die mit „Als JSON exportieren“ entstanden ist.</translation>
    </message>
    <message>
        <source>{name} was exported by a newer Hearth: update Hearth, then import it again.</source>
        <translation>{name} wurde von einem neueren Hearth exportiert: aktualisieren Sie Hearth und importieren Sie die Datei dann noch einmal.</translation>
    </message>
    <message>
        <source>The file of your conversations was damaged; it is kept as {aside}, and a new one was begun.</source>
        <translation>Die Datei Ihrer Gespräche war beschädigt; sie ist als {aside} aufbewahrt, und eine neue wurde begonnen.</translation>
    </message>
    <message>
        <source>Ran out of memory: trying tiles of {tile} px.</source>
        <translation>Der Speicher reichte nicht: Versuch mit Kacheln von {tile} px.</translation>
    </message>
    <message>
        <source>Ran out of memory: trying the CPU.</source>
        <translation>Der Speicher reichte nicht: Versuch auf der CPU.</translation>
    </message>
    <message>
        <source>Ran out of memory: parts of the model wait in main memory.</source>
        <translation>Der Speicher reichte nicht: Teile des Modells warten im Arbeitsspeicher.</translation>
    </message>
    <message>
        <source>Ran out of memory: layers of the model wait in main memory.</source>
        <translation>Der Speicher reichte nicht: Schichten des Modells warten im Arbeitsspeicher.</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>Grafikkarte</translation>
    </message>
    <message>
        <source>{card}, driver {driver}, CUDA {cuda}: they go together.</source>
        <translation>{card}, Treiber {driver}, CUDA {cuda}: sie passen zusammen.</translation>
    </message>
    <message>
        <source>None that models can use: they run on the CPU.</source>
        <translation>Keine, die Modelle nutzen können: sie laufen auf der CPU.</translation>
    </message>
    <message>
        <source>Run: {command}</source>
        <translation>Führen Sie aus: {command}</translation>
    </message>
    <message>
        <source>{card} is there, but torch {version} was built without CUDA.</source>
        <translation>{card} ist da, aber torch {version} wurde ohne CUDA gebaut.</translation>
    </message>
    <message>
        <source>{card}: driver {driver} runs CUDA up to {most}, torch was built for CUDA {needed}.</source>
        <translation>{card}: Treiber {driver} führt CUDA bis {most} aus, torch wurde für CUDA {needed} gebaut.</translation>
    </message>
    <message>
        <source>Update NVIDIA&apos;s driver to one for CUDA {major} or later; or run: {command}</source>
        <translation>Aktualisieren Sie den NVIDIA-Treiber auf einen für CUDA {major} oder neuer; oder führen Sie aus: {command}</translation>
    </message>
    <message>
        <source>{card} (compute capability {capability}) is not among the cards that torch {version} was built for.</source>
        <translation>{card} (Compute Capability {capability}) ist nicht unter den Karten, für die torch {version} gebaut wurde.</translation>
    </message>
    <message>
        <source>An NVIDIA card is there, but its driver does not answer.</source>
        <translation>Eine NVIDIA-Karte ist da, aber ihr Treiber antwortet nicht.</translation>
    </message>
    <message>
        <source>Install NVIDIA&apos;s driver from your system&apos;s packages and restart.</source>
        <translation>Installieren Sie den NVIDIA-Treiber aus den Paketen Ihres Systems und starten Sie neu.</translation>
    </message>
    <message>
        <source>An AMD card is there, but torch {version} cannot use it.</source>
        <translation>Eine AMD-Karte ist da, aber torch {version} kann sie nicht nutzen.</translation>
    </message>
    <message>
        <source>Models run on the CPU. On Linux, torch&apos;s ROCm build may use the card.</source>
        <translation>Modelle laufen auf der CPU. Unter Linux kann die ROCm-Fassung von torch die Karte vielleicht nutzen.</translation>
    </message>
    <message>
        <source>Installed files</source>
        <translation>Installierte Dateien</translation>
    </message>
    <message>
        <source>{count} files, every hash is right.</source>
        <translation>{count} Dateien, alle Prüfsummen stimmen.</translation>
    </message>
    <message>
        <source>Self-test of {model}</source>
        <translation>Selbsttest von {model}</translation>
    </message>
    <message>
        <source>Works: {seconds} s on {device}.</source>
        <translation>Funktioniert: {seconds} s auf {device}.</translation>
    </message>
    <message>
        <source>Not installed.</source>
        <translation>Nicht installiert.</translation>
    </message>
    <message>
        <source>It wrote an empty file.</source>
        <translation>Es hat eine leere Datei geschrieben.</translation>
    </message>
    <message>
        <source>None are installed yet.</source>
        <translation>Noch sind keine installiert.</translation>
    </message>
    <message>
        <source>Damaged: {names}</source>
        <translation>Beschädigt: {names}</translation>
    </message>
    <message>
        <source>They are no longer used. Install the models again.</source>
        <translation>Sie werden nicht mehr verwendet. Installieren Sie die Modelle neu.</translation>
    </message>
    <message>
        <source>Failed: {kind}: {reason}</source>
        <translation>Fehlgeschlagen: {kind}: {reason}</translation>
    </message>
    <message>
        <source>Verify or reinstall it.</source>
        <translation>Prüfen Sie es oder installieren Sie es neu.</translation>
    </message>
    <message>
        <source>Run: uv sync --reinstall</source>
        <translation>Führen Sie aus: uv sync --reinstall</translation>
    </message>
    <message>
        <source>Looking at Python and libraries</source>
        <translation>Python und Bibliotheken werden geprüft</translation>
    </message>
    <message>
        <source>Looking at the graphics card</source>
        <translation>Die Grafikkarte wird geprüft</translation>
    </message>
    <message>
        <source>Asking the sources of weights</source>
        <translation>Die Quellen der Gewichte werden gefragt</translation>
    </message>
    <message>
        <source>Reading installed files</source>
        <translation>Installierte Dateien werden gelesen</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>{version} on {system}</source>
        <translation>{version} auf {system}</translation>
    </message>
    <message>
        <source>Hearth is made for Python 3.11 and 3.12: install one of them.</source>
        <translation>Hearth ist für Python 3.11 und 3.12 gemacht: installieren Sie eines davon.</translation>
    </message>
    <message>
        <source>Libraries</source>
        <translation>Bibliotheken</translation>
    </message>
    <message>
        <source>{free} of {total} GB free</source>
        <translation>{free} von {total} GB frei</translation>
    </message>
    <message>
        <source>{free} GB free where models are kept</source>
        <translation>{free} GB frei, wo die Modelle liegen</translation>
    </message>
    <message>
        <source>Source {host}</source>
        <translation>Quelle {host}</translation>
    </message>
    <message>
        <source>Missing: {names}</source>
        <translation>Es fehlen: {names}</translation>
    </message>
    <message>
        <source>Close other programs before you run large models.</source>
        <translation>Schließen Sie andere Programme, bevor Sie große Modelle ausführen.</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Make room, or move the models to another disk: hearth models move FOLDER</source>
        <translation>Schaffen Sie Platz oder verschieben Sie die Modelle auf einen anderen Datenträger: hearth models move FOLDER</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Datenträger</translation>
    </message>
    <message>
        <source>Not asked: offline mode is on.</source>
        <translation>Nicht gefragt: der Offline-Modus ist an.</translation>
    </message>
    <message>
        <source>Answers {status}: it has a problem of its own.</source>
        <translation>Antwortet {status}: sie hat selbst ein Problem.</translation>
    </message>
    <message>
        <source>Answers.</source>
        <translation>Antwortet.</translation>
    </message>
    <message>
        <source>Run: uv sync</source>
        <translation>Führen Sie aus: uv sync</translation>
    </message>
    <message>
        <source>Cannot be reached ({reason}).</source>
        <translation>Nicht erreichbar ({reason}).</translation>
    </message>
    <message>
        <source>Check connection, proxy and firewall. Without it, files can be put in by hand or by a task pack.</source>
        <translation>Prüfen Sie Verbindung, Proxy und Firewall. Ohne sie lassen sich Dateien von Hand oder mit einem Aufgabenpaket einspielen.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Versuchen Sie es später erneut.</translation>
    </message>
    <message>
        <source>Sources of weights</source>
        <translation>Quellen der Gewichte</translation>
    </message>
    <message>
        <source>Examples that come with Hearth stay: only your own can be removed.</source>
        <translation>Beispiele, die mit Hearth kommen, bleiben: nur eigene lassen sich entfernen.</translation>
    </message>
    <message>
        <source>{name} is no longer there, so it cannot become an example: run it again.</source>
        <translation>{name} ist nicht mehr da und kann daher kein Beispiel werden: führen Sie es noch einmal aus.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be read ({reason}).</source>
        <translation>Der Ordner {folder} lässt sich nicht lesen ({reason}).</translation>
    </message>
    <message>
        <source>The folder cannot be read ({reason}).</source>
        <translation>Der Ordner lässt sich nicht lesen ({reason}).</translation>
    </message>
    <message>
        <source>{model} runs a file of your own, so there is nothing to install: give it the file.</source>
        <translation>{model} führt eine eigene Datei aus, also gibt es nichts zu installieren: geben Sie ihm die Datei.</translation>
    </message>
    <message>
        <source>{model} has no variant {variant}. Choose one of: {known}.</source>
        <translation>{model} hat keine Variante {variant}. Wählen Sie eine von: {known}.</translation>
    </message>
    <message>
        <source>none, it comes in one piece</source>
        <translation>keine, es ist aus einem Stück</translation>
    </message>
    <message>
        <source>The record of jobs {path} cannot be written ({reason}).</source>
        <translation>Das Auftragsprotokoll {path} lässt sich nicht schreiben ({reason}).</translation>
    </message>
    <message>
        <source>Hearth was closed before this was finished.</source>
        <translation>Hearth wurde geschlossen, bevor das fertig war.</translation>
    </message>
    <message>
        <source>There is no room left for the record of jobs {path}. Free some and start again; what is finished stays.</source>
        <translation>Für das Auftragsprotokoll {path} ist kein Platz mehr. Schaffen Sie welchen und starten Sie erneut; was fertig ist, bleibt.</translation>
    </message>
    <message>
        <source>The record of jobs {path} cannot be written ({reason}): check its permissions and the room on its disk.</source>
        <translation>Das Auftragsprotokoll {path} lässt sich nicht schreiben ({reason}): prüfen Sie seine Rechte und den Platz auf dem Datenträger.</translation>
    </message>
    <message>
        <source>This batch is running already; wait for it to end or cancel it there.</source>
        <translation>Dieser Stapel läuft schon; warten Sie sein Ende ab oder brechen Sie ihn dort ab.</translation>
    </message>
    <message>
        <source>The record of jobs {path} was written by a newer Hearth: update Hearth, or move that file away.</source>
        <translation>Das Auftragsprotokoll {path} wurde von einem neueren Hearth geschrieben: aktualisieren Sie Hearth oder legen Sie diese Datei beiseite.</translation>
    </message>
    <message>
        <source>Seeing how a model continues a text, on any computer.</source>
        <translation>Sehen, wie ein Modell einen Text fortsetzt, auf jedem Computer.</translation>
    </message>
    <message>
        <source>Continuing English text a little better than the smallest one.</source>
        <translation>Englischen Text etwas besser fortsetzen als das kleinste.</translation>
    </message>
    <message>
        <source>Continuing text and code in many languages, and learning from examples.</source>
        <translation>Text und Code in vielen Sprachen fortsetzen und aus Beispielen lernen.</translation>
    </message>
    <message>
        <source>Prompts with examples: it picks up a pattern from a few rows.</source>
        <translation>Prompts mit Beispielen: Es erkennt ein Muster aus wenigen Zeilen.</translation>
    </message>
    <message>
        <source>The system prompt and your message take {tokens} tokens and {reserved} are kept for the answer, but the model&apos;s window holds {window}: shorten them, or ask for a shorter answer.</source>
        <translation>Systemprompt und Nachricht brauchen {tokens} Token, und {reserved} sind für die Antwort vorgesehen, aber das Kontextfenster des Modells fasst {window}: kürzen Sie sie oder verlangen Sie eine kürzere Antwort.</translation>
    </message>
    <message>
        <source>{name} cannot see pictures: choose a model for image questions, or take the pictures off the message.</source>
        <translation>{name} kann keine Bilder sehen: wählen Sie ein Modell für Bildfragen oder nehmen Sie die Bilder von der Nachricht.</translation>
    </message>
    <message>
        <source>{name} has no config.json that can be read: choose a folder as a model hub gives it.</source>
        <translation>{name} hat keine config.json, die sich lesen lässt: wählen Sie einen Ordner, wie ein Modell-Hub ihn gibt.</translation>
    </message>
    <message>
        <source>{name} is damaged or was not copied whole: download or copy it again.</source>
        <translation>{name} ist beschädigt oder wurde nicht vollständig kopiert: laden oder kopieren Sie die Datei noch einmal.</translation>
    </message>
    <message>
        <source>{name} is no GGUF language model: choose a .gguf file, or another kind of model.</source>
        <translation>{name} ist kein GGUF-Sprachmodell: wählen Sie eine .gguf-Datei oder eine andere Art von Modell.</translation>
    </message>
    <message>
        <source>{name} cannot be read ({reason}): check that it is there and that you may read it.</source>
        <translation>{name} lässt sich nicht lesen ({reason}): prüfen Sie, ob die Datei da ist und ob Sie sie lesen dürfen.</translation>
    </message>
    <message>
        <source>Sums and reasoning in English; it knows fewer facts than others of its size.</source>
        <translation>Rechnen und Schlussfolgern auf Englisch; es weiß weniger als andere seiner Größe.</translation>
    </message>
    <message>
        <source>The best all-rounder for a small card: many languages, no waiting to think.</source>
        <translation>Der beste Allrounder für eine kleine Karte: viele Sprachen, kein Warten aufs Nachdenken.</translation>
    </message>
    <message>
        <source>Reasoning, sums and code, when it may think first.</source>
        <translation>Schlussfolgern, Rechnen und Code, wenn es erst nachdenken darf.</translation>
    </message>
    <message>
        <source>Long documents on a card of 8 GB: its memory hardly grows with the text.</source>
        <translation>Lange Dokumente auf einer Karte mit 8 GB: Der Speicher wächst kaum mit dem Text.</translation>
    </message>
    <message>
        <source>Stories and free writing, also in European languages.</source>
        <translation>Geschichten und freies Schreiben, auch in europäischen Sprachen.</translation>
    </message>
    <message>
        <source>Harder questions and code, with thinking, on a card of 12 GB.</source>
        <translation>Schwierigere Fragen und Code, mit Nachdenken, auf einer Karte mit 12 GB.</translation>
    </message>
    <message>
        <source>Reasoning at speed: only a sixth of it works on each token. It always thinks.</source>
        <translation>Schnelles Schlussfolgern: Je Token arbeitet nur ein Sechstel davon. Es denkt immer nach.</translation>
    </message>
    <message>
        <source>Following instructions to the letter, in many languages, without thinking.</source>
        <translation>Anweisungen genau befolgen, in vielen Sprachen, ohne Nachdenken.</translation>
    </message>
    <message>
        <source>The most able model here: code, reasoning and long documents, but slower.</source>
        <translation>Das fähigste Modell hier: Code, Schlussfolgern und lange Dokumente, aber langsamer.</translation>
    </message>
    <message>
        <source>Wide knowledge at a small model&apos;s speed: a tenth of it works on each token.</source>
        <translation>Breites Wissen, so schnell wie ein kleines Modell: Je Token arbeitet nur ein Zehntel davon.</translation>
    </message>
    <message>
        <source>llama.cpp could not answer ({reason}): try again, or load the model anew.</source>
        <translation>llama.cpp konnte nicht antworten ({reason}): versuchen Sie es erneut oder laden Sie das Modell neu.</translation>
    </message>
    <message>
        <source>The prompt has {tokens} tokens, and the window of {name} takes {window}: shorten it, or raise the context length.</source>
        <translation>Der Prompt hat {tokens} Token, und das Kontextfenster von {name} fasst {window}: kürzen Sie ihn oder erhöhen Sie die Kontextlänge.</translation>
    </message>
    <message>
        <source>The JSON schema cannot be used ({reason}): correct it.</source>
        <translation>Das JSON-Schema lässt sich nicht verwenden ({reason}): berichtigen Sie es.</translation>
    </message>
    <message>
        <source>{name} refuses this conversation ({reason}).</source>
        <translation>{name} lehnt dieses Gespräch ab ({reason}).</translation>
    </message>
    <message>
        <source>The prompt is empty: write what you want to ask.</source>
        <translation>Der Prompt ist leer: schreiben Sie, was Sie fragen möchten.</translation>
    </message>
    <message>
        <source>Reading {total} tokens</source>
        <translation>{total} Token werden gelesen</translation>
    </message>
    <message>
        <source>The window of {window} tokens is full: the answer ends here.</source>
        <translation>Das Kontextfenster von {window} Token ist voll: die Antwort endet hier.</translation>
    </message>
    <message>
        <source>{name} is a base model without a chat template: let it continue a text instead.</source>
        <translation>{name} ist ein Basismodell ohne Chat-Vorlage: lassen Sie es stattdessen einen Text fortsetzen.</translation>
    </message>
    <message>
        <source>The chat template of {name} is broken, so that no conversation can be written for it: get another copy of the model, or let it continue a text instead.</source>
        <translation>Die Chat-Vorlage von {name} ist fehlerhaft, sodass sich kein Gespräch für das Modell schreiben lässt: besorgen Sie eine andere Kopie des Modells oder lassen Sie es stattdessen einen Text fortsetzen.</translation>
    </message>
    <message>
        <source>llama.cpp cannot load {name}: its architecture ({architecture}) may be newer than this Hearth, or there is too little memory. Update Hearth, or choose a smaller model.</source>
        <translation>llama.cpp kann {name} nicht laden: die Architektur ({architecture}) ist vielleicht neuer als dieses Hearth, oder der Speicher reicht nicht. Aktualisieren Sie Hearth oder wählen Sie ein kleineres Modell.</translation>
    </message>
    <message>
        <source>Trying things out on any computer. It is quick, but often wrong.</source>
        <translation>Zum Ausprobieren auf jedem Computer. Es ist schnell, aber oft falsch.</translation>
    </message>
    <message>
        <source>Short answers and simple sorting in many languages, on a slow computer.</source>
        <translation>Kurze Antworten und einfaches Einordnen in vielen Sprachen, auf einem langsamen Computer.</translation>
    </message>
    <message>
        <source>Fast answers and summaries without a graphics card; takes little memory.</source>
        <translation>Schnelle Antworten und Zusammenfassungen ohne Grafikkarte; braucht wenig Speicher.</translation>
    </message>
    <message>
        <source>Rewriting and summing up short English texts.</source>
        <translation>Kurze englische Texte umschreiben und zusammenfassen.</translation>
    </message>
    <message>
        <source>Small tasks in many languages, with thinking where it helps.</source>
        <translation>Kleine Aufgaben in vielen Sprachen, mit Nachdenken, wo es hilft.</translation>
    </message>
    <message>
        <source>Everyday questions in six European languages; its making is fully documented.</source>
        <translation>Alltagsfragen in sechs europäischen Sprachen; wie es entstand, ist ganz offengelegt.</translation>
    </message>
    <message>
        <source>Summing up documents and taking facts out of them in a set form.</source>
        <translation>Dokumente zusammenfassen und Angaben in fester Form herausziehen.</translation>
    </message>
    <message>
        <source>Writing an answer</source>
        <translation>Antwort wird geschrieben</translation>
    </message>
    <message>
        <source>transformers cannot load {name} ({reason}): check that the folder is whole and holds a model that writes text.</source>
        <translation>transformers kann {name} nicht laden ({reason}): prüfen Sie, ob der Ordner vollständig ist und ein Modell enthält, das Text schreibt.</translation>
    </message>
    <message>
        <source>The chat template of {name} refuses this conversation or is broken ({reason}).</source>
        <translation>Die Chat-Vorlage von {name} lehnt dieses Gespräch ab oder ist fehlerhaft ({reason}).</translation>
    </message>
    <message>
        <source>Region of {name}: {width} × {height} pixels at {left}, {top}</source>
        <translation>Ausschnitt aus {name}: {width} × {height} Pixel bei {left}, {top}</translation>
    </message>
    <message>
        <source>Picture {name} ({width} × {height} pixels)</source>
        <translation>Bild {name} ({width} × {height} Pixel)</translation>
    </message>
    <message>
        <source>{name} is no picture of a conversation.</source>
        <translation>{name} ist kein Bild eines Gesprächs.</translation>
    </message>
    <message>
        <source>{name} is being written to: add it again once it is whole.</source>
        <translation>In {name} wird gerade geschrieben: fügen Sie die Datei neu hinzu, sobald sie vollständig ist.</translation>
    </message>
    <message>
        <source>{name} is a conversation about pictures: import it in the tab Image Q&amp;A.</source>
        <translation>{name} ist ein Gespräch über Bilder: importieren Sie es im Tab Bild-F&amp;A.</translation>
    </message>
    <message>
        <source>Your message and its pictures ({count}) take {tokens} tokens and {reserved} are kept for the answer, but the model&apos;s window holds {window}: take pictures off, choose less picture detail, or a longer context.</source>
        <translation>Ihre Nachricht und ihre Bilder ({count}) brauchen {tokens} Token, und {reserved} sind für die Antwort vorgesehen, aber das Kontextfenster des Modells fasst {window}: nehmen Sie Bilder weg, wählen Sie weniger Bilddetails oder einen längeren Kontext.</translation>
    </message>
    <message>
        <source>{name} has a tokenizer that cannot hold answers to a JSON schema: use the model as a GGUF file.</source>
        <translation>{name} hat einen Tokenizer, mit dem sich Antworten nicht auf ein JSON-Schema festlegen lassen: verwenden Sie das Modell als GGUF-Datei.</translation>
    </message>
    <message>
        <source>The picture needs {size} MB of temporary room in {folder}, and there is less. Free some room, or set TMPDIR to a folder on a larger disk.</source>
        <translation>Das Bild braucht {size} MB vorübergehenden Platz in {folder}, und dort ist weniger. Schaffen Sie Platz oder setzen Sie TMPDIR auf einen Ordner eines größeren Datenträgers.</translation>
    </message>
    <message>
        <source>{name} cannot be written in {folder} ({reason}). Choose another folder or name.</source>
        <translation>{name} lässt sich nicht in {folder} schreiben ({reason}). Wählen Sie einen anderen Ordner oder Namen.</translation>
    </message>
    <message>
        <source>There is no room left for {name} in {folder}. Free some, or choose another folder.</source>
        <translation>Für {name} ist in {folder} kein Platz mehr. Schaffen Sie welchen oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be written ({reason}). Choose another one.</source>
        <translation>In den Ordner {folder} lässt sich nicht schreiben ({reason}). Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>PNG, JPEG, WebP, TIFF, AVIF, HEIC, BMP or GIF</source>
        <translation>PNG, JPEG, WebP, TIFF, AVIF, HEIC, BMP oder GIF</translation>
    </message>
    <message>
        <source>{name} cannot be opened ({reason}). Check that you may read it.</source>
        <translation>{name} lässt sich nicht öffnen ({reason}). Prüfen Sie, ob Sie die Datei lesen dürfen.</translation>
    </message>
    <message>
        <source>{name} is damaged or incomplete. Copy it again from where it came.</source>
        <translation>{name} ist beschädigt oder unvollständig. Kopieren Sie die Datei noch einmal von ihrem Ursprung.</translation>
    </message>
    <message>
        <source>{name} is not a kind of picture that Hearth reads. Convert it to {formats}.</source>
        <translation>{name} ist keine Bildart, die Hearth liest. Wandeln Sie das Bild um in {formats}.</translation>
    </message>
    <message>
        <source>{name} is empty (0 bytes). Copy it again from where it came.</source>
        <translation>{name} ist leer (0 Bytes). Kopieren Sie die Datei noch einmal von ihrem Ursprung.</translation>
    </message>
    <message>
        <source>{name} is a camera&apos;s raw file. Develop it first, to a 16-bit TIFF for example.</source>
        <translation>{name} ist die Rohdatei einer Kamera. Entwickeln Sie sie zuerst, zum Beispiel zu einem TIFF mit 16 Bit.</translation>
    </message>
    <message>
        <source>{name} holds text, not a picture. Choose a {formats} file.</source>
        <translation>{name} enthält Text, kein Bild. Wählen Sie eine Datei in {formats}.</translation>
    </message>
    <message>
        <source>{name} is a folder, not a picture.</source>
        <translation>{name} ist ein Ordner, kein Bild.</translation>
    </message>
    <message>
        <source>{name} is not an ordinary file.</source>
        <translation>{name} ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>There is no file {path}. It may have been moved or deleted.</source>
        <translation>Es gibt keine Datei {path}. Vielleicht wurde sie verschoben oder gelöscht.</translation>
    </message>
    <message>
        <source>{path} is not a file name.</source>
        <translation>{path} ist kein Dateiname.</translation>
    </message>
    <message>
        <source>Hearth cannot write {suffix} files: let {name} end in one of {known}, or leave the ending out.</source>
        <translation>Hearth kann keine {suffix}-Dateien schreiben: lassen Sie {name} auf eines von {known} enden oder lassen Sie die Endung weg.</translation>
    </message>
    <message>
        <source>The file name pattern {pattern} gives no name. Use {{name}} in it.</source>
        <translation>Das Muster {pattern} für Dateinamen ergibt keinen Namen. Verwenden Sie {{name}} darin.</translation>
    </message>
    <message>
        <source>The file name pattern {pattern} has a brace without its pair. Write {{{{ for a brace.</source>
        <translation>Das Muster {pattern} für Dateinamen hat eine Klammer ohne Gegenstück. Schreiben Sie {{{{ für eine Klammer.</translation>
    </message>
    <message>
        <source>The file name pattern knows no {place}. Known are {known}.</source>
        <translation>Das Muster für Dateinamen kennt kein {place}. Bekannt sind {known}.</translation>
    </message>
    <message>
        <source>The file holds several pictures; only the first was used.</source>
        <translation>Die Datei enthält mehrere Bilder; nur das erste wurde verwendet.</translation>
    </message>
    <message>
        <source>The photo&apos;s EXIF data is damaged and was left out.</source>
        <translation>Die EXIF-Daten des Fotos sind beschädigt und wurden weggelassen.</translation>
    </message>
    <message>
        <source>{name} has no pixels: its size is {width} x {height}.</source>
        <translation>{name} hat keine Pixel: die Größe ist {width} x {height}.</translation>
    </message>
    <message>
        <source>{name} is {width} x {height} pixels, and Hearth opens at most {limit} megapixels. Scale it down or cut it into parts first.</source>
        <translation>{name} hat {width} x {height} Pixel, und Hearth öffnet höchstens {limit} Megapixel. Verkleinern oder teilen Sie das Bild zuerst.</translation>
    </message>
    <message>
        <source>{name} is damaged, or a rare kind of TIFF. Save it again as a plain TIFF or PNG.</source>
        <translation>{name} ist beschädigt oder eine seltene Art von TIFF. Speichern Sie es neu als einfaches TIFF oder PNG.</translation>
    </message>
    <message>
        <source>The rectangle lies outside the picture.</source>
        <translation>Das Rechteck liegt außerhalb des Bildes.</translation>
    </message>
    <message>
        <source>{name} has samples of an unusual kind ({kind}). Save it with 8 or 16 bits a channel.</source>
        <translation>{name} hat Werte ungewöhnlicher Art ({kind}). Speichern Sie es mit 8 oder 16 Bit je Kanal.</translation>
    </message>
    <message>
        <source>The picture was converted from CMYK to sRGB.</source>
        <translation>Das Bild wurde von CMYK nach sRGB umgewandelt.</translation>
    </message>
    <message>
        <source>The picture was converted to sRGB.</source>
        <translation>Das Bild wurde nach sRGB umgewandelt.</translation>
    </message>
    <message>
        <source>Extra channels of the picture were left out.</source>
        <translation>Zusätzliche Kanäle des Bildes wurden weggelassen.</translation>
    </message>
    <message>
        <source>JPEG has no transparency; the picture was put on white.</source>
        <translation>JPEG hat keine Transparenz; das Bild wurde auf Weiß gesetzt.</translation>
    </message>
    <message>
        <source>The photo&apos;s own XMP data was too large or damaged, and was left out.</source>
        <translation>Die XMP-Daten des Fotos waren zu groß oder beschädigt und wurden weggelassen.</translation>
    </message>
    <message>
        <source>The photo&apos;s EXIF data was too large or damaged, and was left out.</source>
        <translation>Die EXIF-Daten des Fotos waren zu groß oder beschädigt und wurden weggelassen.</translation>
    </message>
    <message>
        <source>The EXIF data could not be put into the TIFF and was left out.</source>
        <translation>Die EXIF-Daten ließen sich nicht ins TIFF schreiben und wurden weggelassen.</translation>
    </message>
    <message>
        <source>The file&apos;s ending was changed to fit its format.</source>
        <translation>Die Endung der Datei wurde ihrem Format angepasst.</translation>
    </message>
    <message>
        <source>JPEG holds 8 bits a channel; the result was reduced from 16.</source>
        <translation>JPEG fasst 8 Bit je Kanal; das Ergebnis wurde von 16 reduziert.</translation>
    </message>
    <message>
        <source>WebP holds 8 bits a channel; the result was reduced from 16.</source>
        <translation>WebP fasst 8 Bit je Kanal; das Ergebnis wurde von 16 reduziert.</translation>
    </message>
    <message>
        <source>AVIF holds 10 bits a channel; the result was reduced from 16.</source>
        <translation>AVIF fasst 10 Bit je Kanal; das Ergebnis wurde von 16 reduziert.</translation>
    </message>
    <message>
        <source>WebP could not hold this picture; it was written as PNG.</source>
        <translation>WebP konnte dieses Bild nicht fassen; es wurde als PNG geschrieben.</translation>
    </message>
    <message>
        <source>AVIF could not hold this picture; it was written as PNG.</source>
        <translation>AVIF konnte dieses Bild nicht fassen; es wurde als PNG geschrieben.</translation>
    </message>
    <message>
        <source>{format} holds at most {limit} pixels a side, and the result has {width} x {height}. Choose PNG or TIFF as the format.</source>
        <translation>{format} fasst höchstens {limit} Pixel je Seite, und das Ergebnis hat {width} x {height}. Wählen Sie PNG oder TIFF als Format.</translation>
    </message>
    <message>
        <source>A picture has 1 to 4 channels, not {channels}.</source>
        <translation>Ein Bild hat 1 bis 4 Kanäle, nicht {channels}.</translation>
    </message>
    <message>
        <source>The result could not be encoded as {format}. Choose another format.</source>
        <translation>Das Ergebnis ließ sich nicht als {format} kodieren. Wählen Sie ein anderes Format.</translation>
    </message>
    <message>
        <source>Finding word times</source>
        <translation>Wortzeiten werden bestimmt</translation>
    </message>
    <message>
        <source>There is no checkpoint {path}: give a file. Models that you added run by their own names; “hearth models list” tells them.</source>
        <translation>Es gibt keinen Checkpoint {path}: geben Sie eine Datei an. Modelle, die Sie hinzugefügt haben, laufen unter ihrem eigenen Namen; „hearth models list“ nennt sie.</translation>
    </message>
    <message>
        <source>Telling speakers apart</source>
        <translation>Sprecher werden unterschieden</translation>
    </message>
    <message>
        <source>There is no model folder {path}: give one with a config.json in it.</source>
        <translation>Es gibt keinen Modellordner {path}: geben Sie einen an, in dem eine config.json liegt.</translation>
    </message>
    <message>
        <source>There is no question: write what you want to know about the pictures.</source>
        <translation>Es gibt keine Frage: schreiben Sie, was Sie zu den Bildern wissen möchten.</translation>
    </message>
    <message>
        <source>Only a folder can be watched: give exactly one.</source>
        <translation>Nur ein Ordner lässt sich beobachten: geben Sie genau einen an.</translation>
    </message>
    <message>
        <source>{count} answers ended at the limit of tokens: raise max_tokens if they are cut off.</source>
        <translation>{count} Antworten endeten an der Grenze der Token: erhöhen Sie max_tokens, wenn sie abgeschnitten sind.</translation>
    </message>
    <message>
        <source>other questions</source>
        <translation>anderen Fragen</translation>
    </message>
    <message>
        <source>another model</source>
        <translation>einem anderen Modell</translation>
    </message>
    <message>
        <source>other settings</source>
        <translation>anderen Einstellungen</translation>
    </message>
    <message>
        <source>other pictures</source>
        <translation>anderen Bildern</translation>
    </message>
    <message>
        <source>{name} was begun with {what}: go on with the same, choose another name, or replace what is there.</source>
        <translation>{name} wurde mit {what} begonnen: machen Sie wie zuvor weiter, wählen Sie einen anderen Namen oder ersetzen Sie, was da ist.</translation>
    </message>
    <message>
        <source>The answers in {folder} are being written at this moment: wait for their end, or choose another name.</source>
        <translation>Die Antworten in {folder} werden gerade geschrieben: warten Sie das Ende ab oder wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>{name} was changed since Hearth wrote it: choose another name for the answers, or replace what is there.</source>
        <translation>{name} wurde geändert, seit Hearth es schrieb: wählen Sie einen anderen Namen für die Antworten oder ersetzen Sie, was da ist.</translation>
    </message>
    <message>
        <source>{name} is one file, but many pictures are asked about: give a folder, or a name that ends in .csv or .jsonl for one table.</source>
        <translation>{name} ist eine einzelne Datei, aber es wird zu vielen Bildern gefragt: geben Sie einen Ordner an, oder für eine Tabelle einen Namen, der auf .csv oder .jsonl endet.</translation>
    </message>
    <message>
        <source>{name} ends in {suffix}, but the format is {formats}: choose one of the two.</source>
        <translation>{name} endet auf {suffix}, aber das Format ist {formats}: entscheiden Sie sich für eines von beiden.</translation>
    </message>
    <message>
        <source>To change the pictures themselves, choose xmp as the format.</source>
        <translation>Um die Bilder selbst zu ändern, wählen Sie xmp als Format.</translation>
    </message>
    <message>
        <source>The searchable answers {path} cannot be read or written ({reason}): check their permissions, or move the file away and Hearth begins a new one.</source>
        <translation>Die durchsuchbaren Antworten {path} lassen sich nicht lesen oder schreiben ({reason}): prüfen Sie die Rechte oder legen Sie die Datei beiseite, dann beginnt Hearth eine neue.</translation>
    </message>
    <message>
        <source>The answers about {name} cannot be kept for search: its name has signs that are no text. Rename it.</source>
        <translation>Die Antworten zu {name} lassen sich nicht für die Suche aufbewahren: der Dateiname enthält Zeichen, die kein Text sind. Benennen Sie die Datei um.</translation>
    </message>
    <message>
        <source>There is no room left for the searchable answers {path}: free some and start again; what is finished stays.</source>
        <translation>Für die durchsuchbaren Antworten {path} ist kein Platz mehr: schaffen Sie welchen und starten Sie erneut; was fertig ist, bleibt.</translation>
    </message>
    <message>
        <source>The answers {path} were written by a newer Hearth: update Hearth, or move that file away.</source>
        <translation>Die Antworten {path} wurden von einem neueren Hearth geschrieben: aktualisieren Sie Hearth oder legen Sie diese Datei beiseite.</translation>
    </message>
    <message>
        <source>{name} is no mmproj file that sees pictures: give the one that was published with the model.</source>
        <translation>{name} ist keine mmproj-Datei, die Bilder sieht: geben Sie die an, die mit dem Modell veröffentlicht wurde.</translation>
    </message>
    <message>
        <source>{name} was changed while it was asked about, so nothing was written into it: start again.</source>
        <translation>{name} wurde geändert, während dazu gefragt wurde, daher wurde nichts hineingeschrieben: starten Sie erneut.</translation>
    </message>
    <message>
        <source>{name} cannot be read, so nothing was written into it: mend it, or take it away.</source>
        <translation>{name} lässt sich nicht lesen, daher wurde nichts hineingeschrieben: berichtigen Sie die Datei oder nehmen Sie sie weg.</translation>
    </message>
    <message>
        <source>There is no model folder {path}: give one with a model.bin in it.</source>
        <translation>Es gibt keinen Modellordner {path}: geben Sie einen mit einer model.bin darin an.</translation>
    </message>
    <message>
        <source>No face was found; only the background was enlarged.</source>
        <translation>Es wurde kein Gesicht gefunden; nur der Hintergrund wurde vergrößert.</translation>
    </message>
    <message>
        <source>{name} does not restore faces; choose GFPGAN or CodeFormer weights.</source>
        <translation>{name} stellt keine Gesichter wieder her; wählen Sie Gewichte von GFPGAN oder CodeFormer.</translation>
    </message>
    <message>
        <source>Looking for faces</source>
        <translation>Suche nach Gesichtern</translation>
    </message>
    <message>
        <source>Face {n} of {total}</source>
        <translation>Gesicht {n} von {total}</translation>
    </message>
    <message>
        <source>Enlarging</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Restoring</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Stretching</source>
        <translation>Strecken</translation>
    </message>
    <message>
        <source>Finding faces</source>
        <translation>Gesichter finden</translation>
    </message>
    <message>
        <source>Restoring a face</source>
        <translation>Ein Gesicht wiederherstellen</translation>
    </message>
    <message>
        <source>Putting faces back</source>
        <translation>Gesichter einsetzen</translation>
    </message>
    <message>
        <source>{name} does not turn colour pictures into colour pictures; choose another model.</source>
        <translation>{name} macht nicht aus Farbbildern Farbbilder; wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>Tile {n} of {total}</source>
        <translation>Kachel {n} von {total}</translation>
    </message>
    <message>
        <source>Running the model</source>
        <translation>Das Modell läuft</translation>
    </message>
    <message>
        <source>{name} is damaged, or no model that Hearth exported: ask for it again.</source>
        <translation>{name} ist beschädigt oder kein Modell, das Hearth exportiert hat: lassen Sie es sich noch einmal geben.</translation>
    </message>
    <message>
        <source>The weights of {name} are no longer at {path}: put them back, or import them again.</source>
        <translation>Die Gewichte von {name} sind nicht mehr unter {path}: legen Sie sie zurück oder importieren Sie sie neu.</translation>
    </message>
    <message>
        <source>{name} was made by a newer Hearth: update Hearth to open it.</source>
        <translation>{name} wurde von einem neueren Hearth gemacht: aktualisieren Sie Hearth, um es zu öffnen.</translation>
    </message>
    <message>
        <source>{file} is not the file that {name} was made for (its sha256 is {found} instead of {expected}): give the right one.</source>
        <translation>{file} ist nicht die Datei, für die {name} gemacht wurde (ihr sha256 ist {found} statt {expected}): geben Sie die richtige an.</translation>
    </message>
    <message>
        <source>{file} came without the weights of {name}: give {weights} (sha256 {sha256}) with it.</source>
        <translation>{file} kam ohne die Gewichte von {name}: geben Sie {weights} (sha256 {sha256}) dazu.</translation>
    </message>
    <message>
        <source>Packing {name}</source>
        <translation>{name} wird gepackt</translation>
    </message>
    <message>
        <source>a ControlNet</source>
        <translation>ein ControlNet</translation>
    </message>
    <message>
        <source>{name} is {title}, which Hearth does not run yet: choose a Stable Diffusion 1.5 or SDXL checkpoint.</source>
        <translation>{name} ist {title}, was Hearth noch nicht ausführt: wählen Sie einen Checkpoint von Stable Diffusion 1.5 oder SDXL.</translation>
    </message>
    <message>
        <source>{name} holds only a part of a {family} model: choose the full checkpoint.</source>
        <translation>{name} enthält nur einen Teil eines {family}-Modells: wählen Sie den vollständigen Checkpoint.</translation>
    </message>
    <message>
        <source>an unknown diffusion model</source>
        <translation>ein unbekanntes Diffusionsmodell</translation>
    </message>
    <message>
        <source>{family} for inpainting or editing</source>
        <translation>{family} zum Ausfüllen oder Bearbeiten</translation>
    </message>
    <message>
        <source>{name} is no model folder: choose one with a model_index.json (diffusers), a config.json (transformers) or a model.bin (CTranslate2) in it.</source>
        <translation>{name} ist kein Modellordner: wählen Sie einen, in dem eine model_index.json (diffusers), eine config.json (transformers) oder eine model.bin (CTranslate2) liegt.</translation>
    </message>
    <message>
        <source>{folder} is incomplete: {missing} is missing. Download it again.</source>
        <translation>{folder} ist unvollständig: {missing} fehlt. Laden Sie es neu herunter.</translation>
    </message>
    <message>
        <source>{name} has a config.json without a model_type: choose a transformers folder.</source>
        <translation>{name} hat eine config.json ohne model_type: wählen Sie einen transformers-Ordner.</translation>
    </message>
    <message>
        <source>{name} needs program code that comes with the model, and was refused: choose a model that the transformers library itself knows.</source>
        <translation>{name} braucht Programmcode, der mit dem Modell kommt, und wurde abgelehnt: wählen Sie ein Modell, das die Bibliothek transformers selbst kennt.</translation>
    </message>
    <message>
        <source>{name} in {folder} cannot be read: download the model again.</source>
        <translation>{name} in {folder} lässt sich nicht lesen: laden Sie das Modell neu herunter.</translation>
    </message>
    <message>
        <source>Calmer than Real-ESRGAN: fewer invented textures, and slower.</source>
        <translation>Ruhiger als Real-ESRGAN: weniger erfundene Textur, und langsamer.</translation>
    </message>
    <message>
        <source>Drawing anew would make up letters; this keeps their outlines.</source>
        <translation>Neu zeichnen würde Buchstaben erfinden; dies behält ihre Umrisse.</translation>
    </message>
    <message>
        <source>For badly damaged faces: you choose between clean and close to the photo.</source>
        <translation>Für stark beschädigte Gesichter: Sie wählen zwischen sauber und nah am Foto.</translation>
    </message>
    <message>
        <source>CodeFormer is for non-commercial use only.</source>
        <translation>CodeFormer ist nur für nichtkommerzielle Zwecke.</translation>
    </message>
    <message>
        <source>The all-round choice for photos: sharp, and quick.</source>
        <translation>Die Allround-Wahl für Fotos: scharf und schnell.</translation>
    </message>
    <message>
        <source>Takes the JPEG blocks of this photo out while it enlarges.</source>
        <translation>Entfernt beim Vergrößern die JPEG-Blöcke dieses Fotos.</translation>
    </message>
    <message>
        <source>The faces are small: GFPGAN restores them and enlarges the rest along with them.</source>
        <translation>Die Gesichter sind klein: GFPGAN stellt sie wieder her und vergrößert den Rest mit.</translation>
    </message>
    <message>
        <source>GFPGAN restores blurred or damaged faces and enlarges the rest.</source>
        <translation>GFPGAN stellt verschwommene oder beschädigte Gesichter wieder her und vergrößert den Rest.</translation>
    </message>
    <message>
        <source>These faces are large and may be clear already; restoring can change a likeness.</source>
        <translation>Diese Gesichter sind groß und vielleicht schon klar; Wiederherstellen kann die Ähnlichkeit verändern.</translation>
    </message>
    <message>
        <source>Draws new detail tile by tile and stays close to the picture.</source>
        <translation>Zeichnet Kachel für Kachel neue Details und bleibt nah am Bild.</translation>
    </message>
    <message>
        <source>Draws more anew, led by your prompt.</source>
        <translation>Zeichnet mehr neu, geleitet von Ihrem Prompt.</translation>
    </message>
    <message>
        <source>There are faces in the picture: they are compared afterwards, since a redraw may change who somebody is.</source>
        <translation>Im Bild sind Gesichter: sie werden danach verglichen, da neu Zeichnen verändern kann, wer jemand ist.</translation>
    </message>
    <message>
        <source>The picture is under {least} pixels: a classic upscaler goes first.</source>
        <translation>Das Bild ist kleiner als {least} Pixel: ein klassischer Upscaler geht voran.</translation>
    </message>
    <message>
        <source>The picture has JPEG blocks, which would be drawn as texture: clean it first.</source>
        <translation>Das Bild hat JPEG-Blöcke, die als Textur gezeichnet würden: bereinigen Sie es zuerst.</translation>
    </message>
    <message>
        <source>About ten times faster, for many drawings or frames.</source>
        <translation>Etwa zehnmal schneller, für viele Zeichnungen oder Einzelbilder.</translation>
    </message>
    <message>
        <source>No JPEG blocks were found; this takes slight grain out, and the size stays.</source>
        <translation>Es wurden keine JPEG-Blöcke gefunden; dies entfernt leichtes Korn, und die Größe bleibt.</translation>
    </message>
    <message>
        <source>Letters are outlines on even ground, as drawings are.</source>
        <translation>Buchstaben sind Umrisse auf gleichmäßigem Grund, wie Zeichnungen.</translation>
    </message>
    <message>
        <source>Made for drawings: flat colours and clean lines.</source>
        <translation>Für Zeichnungen gemacht: glatte Farben und saubere Linien.</translation>
    </message>
    <message>
        <source>Draws lines and even grounds clean.</source>
        <translation>Zeichnet Linien und gleichmäßige Flächen sauber.</translation>
    </message>
    <message>
        <source>No faces were found in the picture.</source>
        <translation>Im Bild wurden keine Gesichter gefunden.</translation>
    </message>
    <message>
        <source>The picture was saved as JPEG with a quality of about {quality}: enlarging it would show its blocks more.</source>
        <translation>Das Bild wurde als JPEG mit einer Qualität von etwa {quality} gespeichert: Vergrößern würde seine Blöcke deutlicher zeigen.</translation>
    </message>
    <message>
        <source>JPEG blocks were found that were enlarged {times} times since: enlarging the picture further would show them more.</source>
        <translation>Es wurden JPEG-Blöcke gefunden, die seither {times}-fach vergrößert wurden: weiteres Vergrößern würde sie deutlicher zeigen.</translation>
    </message>
    <message>
        <source>JPEG blocks were found: enlarging the picture would show them more.</source>
        <translation>Es wurden JPEG-Blöcke gefunden: Vergrößern würde sie deutlicher zeigen.</translation>
    </message>
    <message>
        <source>SwinIR takes the blocks out, and changes nothing else; the size stays.</source>
        <translation>SwinIR entfernt die Blöcke und ändert sonst nichts; die Größe bleibt.</translation>
    </message>
    <message>
        <source>Real-ESRGAN at scale 1 draws the picture clean; fine texture becomes smoother.</source>
        <translation>Real-ESRGAN mit Faktor 1 zeichnet das Bild sauber; feine Textur wird glatter.</translation>
    </message>
    <message>
        <source>All faces are still like those in the picture.</source>
        <translation>Alle Gesichter gleichen noch denen im Bild.</translation>
    </message>
    <message>
        <source>There are no faces in the picture.</source>
        <translation>Im Bild sind keine Gesichter.</translation>
    </message>
    <message>
        <source>{count} of {total} faces changed more than they should.</source>
        <translation>{count} von {total} Gesichtern haben sich mehr verändert, als sie sollten.</translation>
    </message>
    <message>
        <source>A face of the picture is not found in the result.</source>
        <translation>Ein Gesicht des Bildes ist im Ergebnis nicht zu finden.</translation>
    </message>
    <message>
        <source>There is a face in the result where the picture has none.</source>
        <translation>Im Ergebnis ist ein Gesicht, wo das Bild keines hat.</translation>
    </message>
    <message>
        <source>It looks like somebody else: a likeness of {value} where {least} is the least.</source>
        <translation>Es sieht nach jemand anderem aus: Ähnlichkeit {value}, mindestens {least} wäre nötig.</translation>
    </message>
    <message>
        <source>The skin has another colour: it moved by {value} where {most} is the most.</source>
        <translation>Die Haut hat eine andere Farbe: Abweichung {value}, höchstens {most} wäre zulässig.</translation>
    </message>
    <message>
        <source>The features of the face changed.</source>
        <translation>Die Gesichtszüge haben sich verändert.</translation>
    </message>
    <message>
        <source>The face lost its detail.</source>
        <translation>Das Gesicht hat seine Details verloren.</translation>
    </message>
    <message>
        <source>GFPGAN restores every face of the result, and leaves the rest as it is.</source>
        <translation>GFPGAN stellt jedes Gesicht des Ergebnisses wieder her und lässt den Rest, wie er ist.</translation>
    </message>
    <message>
        <source>Restore the faces</source>
        <translation>Gesichter wiederherstellen</translation>
    </message>
    <message>
        <source>Draw again, closer to the picture</source>
        <translation>Neu zeichnen, näher am Bild</translation>
    </message>
    <message>
        <source>The less is drawn anew, the more a face stays itself.</source>
        <translation>Je weniger neu gezeichnet wird, desto mehr bleibt ein Gesicht es selbst.</translation>
    </message>
    <message>
        <source>Put the faces back</source>
        <translation>Vorige Gesichter einsetzen</translation>
    </message>
    <message>
        <source>The faces of the enlargement before the redraw are blended in softly; all else stays as it was drawn.</source>
        <translation>Die Gesichter der Vergrößerung vor dem Neuzeichnen werden weich eingeblendet; alles andere bleibt, wie es gezeichnet wurde.</translation>
    </message>
    <message>
        <source>The picture is {width} × {height} pixels. Below {least} the model sees too little and invents, so Real-ESRGAN enlarges it {scale} times first.</source>
        <translation>Das Bild hat {width} × {height} Pixel. Unter {least} sieht das Modell zu wenig und erfindet, daher vergrößert Real-ESRGAN es zuerst {scale}-fach.</translation>
    </message>
    <message>
        <source>The picture is {width} × {height} pixels. Below {least} the model sees too little and invents, so a classic upscaler brings it to at least {least} first.</source>
        <translation>Das Bild hat {width} × {height} Pixel. Unter {least} sieht das Modell zu wenig und erfindet, daher bringt ein klassischer Upscaler es zuerst auf mindestens {least}.</translation>
    </message>
    <message>
        <source>So small a picture needs clear outlines before new detail is drawn.</source>
        <translation>Ein so kleines Bild braucht klare Umrisse, bevor neue Details gezeichnet werden.</translation>
    </message>
    <message>
        <source>Use the picture as it is</source>
        <translation>Bild so verwenden, wie es ist</translation>
    </message>
    <message>
        <source>Photographs of people.</source>
        <translation>Fotos von Menschen.</translation>
    </message>
    <message>
        <source>Drawings in the style of anime.</source>
        <translation>Zeichnungen im Anime-Stil.</translation>
    </message>
    <message>
        <source>Anything from photographs to paintings.</source>
        <translation>Alles von Fotos bis zu Gemälden.</translation>
    </message>
    <message>
        <source>The plain model: every style, none of them trained further.</source>
        <translation>Das unveränderte Modell: jeder Stil, keiner eigens weiter trainiert.</translation>
    </message>
    <message>
        <source>Figures as in animated films.</source>
        <translation>Figuren wie in Animationsfilmen.</translation>
    </message>
    <message>
        <source>Drawings in the style of Chinese games.</source>
        <translation>Zeichnungen im Stil chinesischer Spiele.</translation>
    </message>
    <message>
        <source>Drawings of people, animals and fabulous creatures.</source>
        <translation>Zeichnungen von Menschen, Tieren und Fabelwesen.</translation>
    </message>
    <message>
        <source>{name} is no checkpoint of Stable Diffusion: choose one of {family}.</source>
        <translation>{name} ist kein Checkpoint von Stable Diffusion: wählen Sie einen von {family}.</translation>
    </message>
    <message>
        <source>{name} is {found}, and a model of {family} is needed: choose another one.</source>
        <translation>{name} ist {found}, gebraucht wird aber ein Modell von {family}: wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>{name} is no .safetensors file; other files of diffusion models may run code and are not loaded: get the model as .safetensors.</source>
        <translation>{name} ist keine .safetensors-Datei; andere Dateien von Diffusionsmodellen können Code ausführen und werden nicht geladen: besorgen Sie das Modell als .safetensors.</translation>
    </message>
    <message>
        <source>{name} is made for inpainting or editing: choose a checkpoint that draws from nothing.</source>
        <translation>{name} ist zum Ausfüllen (Inpainting) oder Bearbeiten gemacht: wählen Sie einen Checkpoint, der aus dem Nichts zeichnet.</translation>
    </message>
    <message>
        <source>{name} is no {family} folder: choose one with a model_index.json and a folder unet in it.</source>
        <translation>{name} ist kein Ordner von {family}: wählen Sie einen mit einer model_index.json und einem Ordner unet darin.</translation>
    </message>
    <message>
        <source>{name} is no ControlNet: choose another file.</source>
        <translation>{name} ist kein ControlNet: wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>{name} is a ControlNet for {found}: choose one for {family}.</source>
        <translation>{name} ist ein ControlNet für {found}: wählen Sie eines für {family}.</translation>
    </message>
    <message>
        <source>{name} is no LoRA: choose another file.</source>
        <translation>{name} ist keine LoRA: wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>{name} is a LoRA for {found}: choose one for {family}.</source>
        <translation>{name} ist eine LoRA für {found}: wählen Sie eine für {family}.</translation>
    </message>
    <message>
        <source>{name} is of an unknown family: choose a model of {family}.</source>
        <translation>{name} gehört zu einer unbekannten Familie: wählen Sie ein Modell von {family}.</translation>
    </message>
    <message>
        <source>{folder} has the weights of {part} only as .bin, which may run code: get the model with .safetensors files.</source>
        <translation>{folder} hat die Gewichte von {part} nur als .bin, was Code ausführen kann: besorgen Sie das Modell mit .safetensors-Dateien.</translation>
    </message>
    <message>
        <source>Reading the prompt</source>
        <translation>Prompt lesen</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Zeichnen</translation>
    </message>
    <message>
        <source>Making pixels</source>
        <translation>Pixel erzeugen</translation>
    </message>
    <message>
        <source>{name} cannot be loaded, its weights are incomplete or do not fit together: download it again, or choose another model.</source>
        <translation>{name} lässt sich nicht laden, die Gewichte sind unvollständig oder passen nicht zusammen: laden Sie es neu herunter oder wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>{name} does not fit this base model: choose a LoRA that was made for it.</source>
        <translation>{name} passt nicht zu diesem Basismodell: wählen Sie eine LoRA, die dafür gemacht ist.</translation>
    </message>
    <message>
        <source>There is no sampler “{name}” here. Choose one of: {names}.</source>
        <translation>Den Sampler „{name}“ gibt es hier nicht. Wählen Sie einen von: {names}.</translation>
    </message>
    <message>
        <source>There is no scheduler “{name}” here. Choose one of: {names}.</source>
        <translation>Den Scheduler „{name}“ gibt es hier nicht. Wählen Sie einen von: {names}.</translation>
    </message>
    <message>
        <source>Photographs, of people above all.</source>
        <translation>Fotos, vor allem von Menschen.</translation>
    </message>
    <message>
        <source>Photographs and paintings alike.</source>
        <translation>Fotos und Gemälde gleichermaßen.</translation>
    </message>
    <message>
        <source>No face was found in {name}: it was left out.</source>
        <translation>In {name} wurde kein Gesicht gefunden: es wurde ausgelassen.</translation>
    </message>
    <message>
        <source>{name} looks like somebody else (likeness {likeness}) and was left out.</source>
        <translation>{name} sieht nach jemand anderem aus (Ähnlichkeit {likeness}) und wurde ausgelassen.</translation>
    </message>
    <message>
        <source>What is needed to make this picture again did not fit into it. PNG and WebP have room for it.</source>
        <translation>Was nötig ist, um dieses Bild noch einmal zu machen, passte nicht hinein. PNG und WebP haben dafür Platz.</translation>
    </message>
    <message>
        <source>Image upscaler or restorer</source>
        <translation>Bildmodell zum Hochskalieren oder Restaurieren</translation>
    </message>
    <message>
        <source>Stable Diffusion 1.5 checkpoint</source>
        <translation>Checkpoint von Stable Diffusion 1.5</translation>
    </message>
    <message>
        <source>Stable Diffusion XL checkpoint</source>
        <translation>Checkpoint von Stable Diffusion XL</translation>
    </message>
    <message>
        <source>Diffusers folder</source>
        <translation>Diffusers-Ordner</translation>
    </message>
    <message>
        <source>GGUF language model</source>
        <translation>GGUF-Sprachmodell</translation>
    </message>
    <message>
        <source>CTranslate2 folder</source>
        <translation>CTranslate2-Ordner</translation>
    </message>
    <message>
        <source>Transformers folder</source>
        <translation>Transformers-Ordner</translation>
    </message>
    <message>
        <source>GGUF model that sees pictures</source>
        <translation>GGUF-Modell, das Bilder sieht</translation>
    </message>
    <message>
        <source>Transformers folder that sees pictures</source>
        <translation>Transformers-Ordner, der Bilder sieht</translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>{name} is damaged or incomplete: download it again.</source>
        <translation>{name} ist beschädigt oder unvollständig: laden Sie es neu herunter.</translation>
    </message>
    <message>
        <source>{name} is only the part of a model that sees (mmproj): put the model&apos;s own GGUF file into the same folder, and choose that.</source>
        <translation>{name} ist nur der Teil eines Modells, der sieht (mmproj): legen Sie die GGUF-Datei des Modells selbst in denselben Ordner und wählen Sie diese.</translation>
    </message>
    <message>
        <source>{name} restores cropped faces only ({architecture}): choose GFPGAN or CodeFormer from the list, which find the faces first.</source>
        <translation>{name} stellt nur zugeschnittene Gesichter wieder her ({architecture}): wählen Sie GFPGAN oder CodeFormer aus der Liste, die die Gesichter zuerst finden.</translation>
    </message>
    <message>
        <source>A side of the picture has {side} pixels: choose {least} to {most}, or 0 for automatic.</source>
        <translation>Eine Seite des Bildes hat {side} Pixel: wählen Sie {least} bis {most}, oder 0 für automatisch.</translation>
    </message>
    <message>
        <source>{name} cannot be loaded ({reason}): install it again.</source>
        <translation>{name} lässt sich nicht laden ({reason}): installieren Sie es neu.</translation>
    </message>
    <message>
        <source>{name} is no InstantID adapter for this base model: choose ip-adapter.bin of InstantID and a base model of the SDXL family.</source>
        <translation>{name} ist kein InstantID-Adapter für dieses Basismodell: wählen Sie ip-adapter.bin von InstantID und ein Basismodell der SDXL-Familie.</translation>
    </message>
    <message>
        <source>{name} shows no body whose pose could be held.</source>
        <translation>{name} zeigt keinen Körper, dessen Pose sich festhalten ließe.</translation>
    </message>
    <message>
        <source>The LoRA of the fast mode was not loaded: switch the fast mode on.</source>
        <translation>Die LoRA des Schnellmodus wurde nicht geladen: schalten Sie den Schnellmodus ein.</translation>
    </message>
    <message>
        <source>The ControlNet for {kind} was not loaded: switch it on in the settings.</source>
        <translation>Das ControlNet für {kind} wurde nicht geladen: schalten Sie es in den Einstellungen ein.</translation>
    </message>
    <message>
        <source>The prompt is empty: write what the picture shall show.</source>
        <translation>Der Prompt ist leer: schreiben Sie, was das Bild zeigen soll.</translation>
    </message>
    <message>
        <source>There is no base model {path}: give a .safetensors file or a diffusers folder.</source>
        <translation>Es gibt kein Basismodell {path}: geben Sie eine .safetensors-Datei oder einen diffusers-Ordner an.</translation>
    </message>
    <message>
        <source>This picture was made by a newer Hearth: update Hearth.</source>
        <translation>Dieses Bild wurde von einem neueren Hearth gemacht: aktualisieren Sie Hearth.</translation>
    </message>
    <message>
        <source>What this picture says about how it was made is damaged, so that it cannot be made again.</source>
        <translation>Was dieses Bild über seine Entstehung sagt, ist beschädigt, sodass es sich nicht noch einmal machen lässt.</translation>
    </message>
    <message>
        <source>Watercolour</source>
        <translation>Aquarell</translation>
    </message>
    <message>
        <source>Film noir</source>
        <translation>Film noir</translation>
    </message>
    <message>
        <source>Neon</source>
        <translation>Neon</translation>
    </message>
    <message>
        <source>Jungle</source>
        <translation>Dschungel</translation>
    </message>
    <message>
        <source>Mars</source>
        <translation>Mars</translation>
    </message>
    <message>
        <source>Vivid colours</source>
        <translation>Kräftige Farben</translation>
    </message>
    <message>
        <source>Winter</source>
        <translation>Winter</translation>
    </message>
    <message>
        <source>Ink drawing</source>
        <translation>Tuschezeichnung</translation>
    </message>
    <message>
        <source>Oil painting</source>
        <translation>Ölgemälde</translation>
    </message>
    <message>
        <source>Studio photo</source>
        <translation>Studiofoto</translation>
    </message>
    <message>
        <source>The name of a style has no comma, since commas part several styles.</source>
        <translation>Der Name eines Stils hat kein Komma, da Kommas mehrere Stile trennen.</translation>
    </message>
    <message>
        <source>The words of the style {name} need {place} once, where your prompt goes.</source>
        <translation>Die Worte des Stils {name} brauchen einmal {place}, wo Ihr Prompt hinkommt.</translation>
    </message>
    <message>
        <source>Two styles are called {name}: give one another name.</source>
        <translation>Zwei Stile heißen {name}: geben Sie einem einen anderen Namen.</translation>
    </message>
    <message>
        <source>There is no style called {name}. Known are: {known}.</source>
        <translation>Es gibt keinen Stil namens {name}. Bekannt sind: {known}.</translation>
    </message>
    <message>
        <source>a style is {names}</source>
        <translation>ein Stil besteht aus {names}</translation>
    </message>
    <message>
        <source>the words of a style must be text</source>
        <translation>die Worte eines Stils müssen Text sein</translation>
    </message>
    <message>
        <source>Not like the person</source>
        <translation>Der Person nicht ähnlich</translation>
    </message>
    <message>
        <source>Hold the face more: IdentityNet strength and image adapter strength go up together. More photos of the person help as well.</source>
        <translation>Das Gesicht stärker festhalten: IdentityNet-Stärke und Bildadapter-Stärke steigen zusammen. Auch mehr Fotos der Person helfen.</translation>
    </message>
    <message>
        <source>Colours too harsh</source>
        <translation>Farben zu grell</translation>
    </message>
    <message>
        <source>Lower the image adapter&apos;s strength first: it burns the colours before anything else. A guidance of 4 to 5 looks more natural, too.</source>
        <translation>Zuerst die Bildadapter-Stärke senken: zu viel davon verdirbt die Farben vor allem anderen. Auch eine Guidance von 4 bis 5 wirkt natürlicher.</translation>
    </message>
    <message>
        <source>The prompt is ignored</source>
        <translation>Prompt wird ignoriert</translation>
    </message>
    <message>
        <source>Hold the face less, so that more is left to the words.</source>
        <translation>Das Gesicht weniger festhalten, damit den Worten mehr bleibt.</translation>
    </message>
    <message>
        <source>Too much like the photo</source>
        <translation>Dem Foto zu ähnlich</translation>
    </message>
    <message>
        <source>Hold the pose less and the looks more; or give a pose picture. Outlines, depth and the body&apos;s pose are no longer kept.</source>
        <translation>Die Pose weniger und das Aussehen stärker festhalten; oder geben Sie ein Posenbild. Umrisse, Tiefe und Körperpose werden nicht mehr festgehalten.</translation>
    </message>
    <message>
        <source>The face looks pasted on</source>
        <translation>Gesicht wirkt aufgeklebt</translation>
    </message>
    <message>
        <source>Let the identity work on the whole picture, and a little less.</source>
        <translation>Die Identität auf das ganze Bild wirken lassen, und etwas weniger.</translation>
    </message>
    <message>
        <source>The background is poor</source>
        <translation>Hintergrund ist dürftig</translation>
    </message>
    <message>
        <source>Keep the identity to the face alone, so that the rest follows the prompt freely.</source>
        <translation>Die Identität auf das Gesicht beschränken, damit der Rest dem Prompt frei folgt.</translation>
    </message>
    <message>
        <source>Watermarks appear</source>
        <translation>Wasserzeichen erscheinen</translation>
    </message>
    <message>
        <source>The network saw watermarks in pictures of exactly 1024 pixels: a side of 1016 avoids them.</source>
        <translation>Das Netz sah Wasserzeichen in Bildern von genau 1024 Pixeln: eine Seite von 1016 vermeidet sie.</translation>
    </message>
    <message>
        <source>Too slow for trying things out</source>
        <translation>Zu langsam zum Probieren</translation>
    </message>
    <message>
        <source>Fewer steps for drafts; fast mode takes five instead of thirty.</source>
        <translation>Weniger Schritte für Entwürfe; der Schnellmodus braucht fünf statt dreißig.</translation>
    </message>
    <message>
        <source>A sheet cannot vary {name}. It can vary: {known}.</source>
        <translation>Ein Bogen kann {name} nicht variieren. Variieren kann er: {known}.</translation>
    </message>
    <message>
        <source>Say which values of {name} the sheet shall have.</source>
        <translation>Geben Sie an, welche Werte von {name} der Bogen haben soll.</translation>
    </message>
    <message>
        <source>A sheet is given as NAME=VALUE,VALUE, such as ip_adapter_scale=0.4,0.8; not as {words}.</source>
        <translation>Ein Bogen wird als NAME=WERT,WERT angegeben, etwa ip_adapter_scale=0.4,0.8; nicht als {words}.</translation>
    </message>
    <message>
        <source>A sheet varies one setting or two different ones.</source>
        <translation>Ein Bogen variiert eine Einstellung oder zwei verschiedene.</translation>
    </message>
    <message>
        <source>A sheet has at most {most} pictures.</source>
        <translation>Ein Bogen hat höchstens {most} Bilder.</translation>
    </message>
    <message>
        <source>A sheet cannot vary {title} ({name}), which calls for other weights.</source>
        <translation>Ein Bogen kann {title} ({name}) nicht variieren, da dies andere Gewichte verlangt.</translation>
    </message>
    <message>
        <source>It was run in another way than before ({before}; now {present}), so that it may differ a little.</source>
        <translation>Es lief anders als zuvor ({before}; jetzt {present}), sodass es etwas abweichen kann.</translation>
    </message>
    <message>
        <source>There is no picture {path}.</source>
        <translation>Es gibt kein Bild {path}.</translation>
    </message>
    <message>
        <source>{name} is no portrait drawn by Hearth, so nothing says how it was made.</source>
        <translation>{name} ist kein von Hearth gezeichnetes Porträt, daher sagt nichts, wie es gemacht wurde.</translation>
    </message>
    <message>
        <source>{name} was written without its recipe, which only the photo could replace: portraits carry it unless --keep-recipe is off or it does not fit into a JPEG.</source>
        <translation>{name} wurde ohne Rezept geschrieben, das nur das Foto ersetzen könnte: Porträts tragen es, außer wenn --keep-recipe aus ist oder es nicht in ein JPEG passt.</translation>
    </message>
    <message>
        <source>{name} does not say its seed, and cannot be made again.</source>
        <translation>{name} nennt seinen Seed nicht und lässt sich nicht noch einmal machen.</translation>
    </message>
    <message>
        <source>It was drawn by Hearth {before}; this is {present}, which may draw it a little differently.</source>
        <translation>Es wurde von Hearth {before} gezeichnet; dies ist {present} und zeichnet es vielleicht etwas anders.</translation>
    </message>
    <message>
        <source>{name} was drawn by {model}, which is not here: {reason}</source>
        <translation>{name} wurde von {model} gezeichnet, das nicht hier ist: {reason}</translation>
    </message>
    <message>
        <source>It was drawn with version {before} of {model}, which is not known here; this is version {present}.</source>
        <translation>Es wurde mit Version {before} von {model} gezeichnet, die hier nicht bekannt ist; dies ist Version {present}.</translation>
    </message>
    <message>
        <source>It was drawn on {device}, which is not here: the picture will differ a little.</source>
        <translation>Es wurde auf {device} gezeichnet; das gibt es hier nicht: das Bild wird etwas abweichen.</translation>
    </message>
    <message>
        <source>{name} was drawn by your own base model {model}: say where it is with --checkpoint.</source>
        <translation>{name} wurde von Ihrem eigenen Basismodell {model} gezeichnet: geben Sie mit --checkpoint an, wo es liegt.</translation>
    </message>
    <message>
        <source>another device</source>
        <translation>einem anderen Gerät</translation>
    </message>
    <message>
        <source>Portrait {number} of {total}</source>
        <translation>Porträt {number} von {total}</translation>
    </message>
    <message>
        <source>Describe</source>
        <translation>Beschreiben</translation>
    </message>
    <message>
        <source>Describe this picture: what is to be seen, where, and in which style and light.</source>
        <translation>Beschreibe dieses Bild: was zu sehen ist, wo, und in welchem Stil und Licht.</translation>
    </message>
    <message>
        <source>Caption for training</source>
        <translation>Trainings-Bildtext</translation>
    </message>
    <message>
        <source>Write one caption for this picture, as it is used to train image models: a single sentence that names the subject, what it does, its surroundings, light, colours and style. No introduction and no opinion.</source>
        <translation>Write one caption for this picture, as it is used to train image models: a single sentence that names the subject, what it does, its surroundings, light, colours and style. No introduction and no opinion.</translation>
    </message>
    <message>
        <source>Alt text</source>
        <translation>Alternativtext</translation>
    </message>
    <message>
        <source>Write an alternative text for people who cannot see this picture: at most two short sentences, the most important first, without “picture of”.</source>
        <translation>Schreibe einen Alternativtext auf Deutsch für Menschen, die dieses Bild nicht sehen können: höchstens zwei kurze Sätze, das Wichtigste zuerst, ohne „Bild von“.</translation>
    </message>
    <message>
        <source>Read the text</source>
        <translation>Text lesen</translation>
    </message>
    <message>
        <source>Write down all text in this picture exactly as it stands there, line by line, and nothing else.</source>
        <translation>Schreibe allen Text in diesem Bild genau so auf, wie er dasteht, Zeile für Zeile, und sonst nichts.</translation>
    </message>
    <message>
        <source>List objects as JSON</source>
        <translation>Objekte als JSON</translation>
    </message>
    <message>
        <source>List the objects in this picture as JSON: for each its name, how many there are, and where they are.</source>
        <translation>Liste die Objekte in diesem Bild als JSON auf: zu jedem seinen Namen, wie viele es gibt und wo sie sind.</translation>
    </message>
    <message>
        <source>Is there …?</source>
        <translation>Gibt es …?</translation>
    </message>
    <message>
        <source>Is there … in this picture? Begin with yes or no, then say where.</source>
        <translation>Gibt es … in diesem Bild? Beginne mit Ja oder Nein und sage dann, wo.</translation>
    </message>
    <message>
        <source>The question is empty: write what the model shall be asked.</source>
        <translation>Die Frage ist leer: schreiben Sie, was das Modell gefragt werden soll.</translation>
    </message>
    <message>
        <source>a question needs a name and its words</source>
        <translation>eine Frage braucht einen Namen und ihren Text</translation>
    </message>
    <message>
        <source>Drawing tiles</source>
        <translation>Kacheln zeichnen</translation>
    </message>
    <message>
        <source>Decoding a tile</source>
        <translation>Kachel dekodieren</translation>
    </message>
    <message>
        <source>{name} has no file, so that its strength did nothing.</source>
        <translation>{name} hat keine Datei, daher bewirkte die Stärke nichts.</translation>
    </message>
    <message>
        <source>Tile {number} of {total}</source>
        <translation>Kachel {number} von {total}</translation>
    </message>
    <message>
        <source>There is no such tile in this picture: choose another one.</source>
        <translation>Diese Kachel gibt es in diesem Bild nicht: wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>{count} tiles are not drawn yet.</source>
        <translation>{count} Kacheln sind noch nicht gezeichnet.</translation>
    </message>
    <message>
        <source>There is no sampler {wanted} here; {used} ran, the nearest to it.</source>
        <translation>Den Sampler {wanted} gibt es hier nicht; es lief {used}, der ihm am nächsten kommt.</translation>
    </message>
    <message>
        <source>SDXL needs a tile ControlNet of yours: give one, or choose a base model of Stable Diffusion 1.5, or switch the ControlNet off.</source>
        <translation>SDXL braucht ein eigenes Kachel-ControlNet: geben Sie eines an, wählen Sie ein Basismodell von Stable Diffusion 1.5 oder schalten Sie das ControlNet aus.</translation>
    </message>
    <message>
        <source>There is no file {path}: choose another one.</source>
        <translation>Es gibt keine Datei {path}: wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>The tiles of this picture are not there any more: run it again, then draw tiles of it anew.</source>
        <translation>Die Kacheln dieses Bildes sind nicht mehr da: führen Sie es noch einmal aus und zeichnen Sie dann Kacheln davon neu.</translation>
    </message>
    <message>
        <source>This picture is being redrawn right now: wait until that ends.</source>
        <translation>Dieses Bild wird gerade neu gezeichnet: warten Sie, bis das endet.</translation>
    </message>
    <message>
        <source>The recording {name} was not found: choose where it is. The text can be edited without it.</source>
        <translation>Die Aufnahme {name} wurde nicht gefunden: wählen Sie, wo sie liegt. Der Text lässt sich auch ohne sie bearbeiten.</translation>
    </message>
    <message>
        <source>{name} is not the recording that this transcript was made from: times may not fit. Choose the right file, or transcribe it again.</source>
        <translation>{name} ist nicht die Aufnahme, aus der dieses Transkript entstand: die Zeiten passen vielleicht nicht. Wählen Sie die richtige Datei oder transkribieren Sie neu.</translation>
    </message>
    <message>
        <source>The recording was moved; it was found as {path}.</source>
        <translation>Die Aufnahme wurde verschoben; sie wurde als {path} gefunden.</translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation>Transkript</translation>
    </message>
    <message>
        <source>SubRip subtitles</source>
        <translation>SubRip-Untertitel</translation>
    </message>
    <message>
        <source>WebVTT subtitles</source>
        <translation>WebVTT-Untertitel</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>Einfacher Text</translation>
    </message>
    <message>
        <source>Tab-separated table</source>
        <translation>Tabelle mit Tabulatoren</translation>
    </message>
    <message>
        <source>whisperX&apos;s JSON</source>
        <translation>JSON von whisperX</translation>
    </message>
    <message>
        <source>Audacity labels</source>
        <translation>Audacity-Textmarken</translation>
    </message>
    <message>
        <source>Comma-separated table</source>
        <translation>Tabelle mit Kommas</translation>
    </message>
    <message>
        <source>Word document</source>
        <translation>Word-Dokument</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>Webseite</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>PDF has no letters for {letters}: export it as docx or html, and print that.</source>
        <translation>PDF hat keine Buchstaben für {letters}: exportieren Sie als docx oder html und drucken Sie das.</translation>
    </message>
    <message>
        <source>Speaker not known</source>
        <translation>Sprecher unbekannt</translation>
    </message>
    <message>
        <source>No transcript was found in {name}: it is empty, damaged, or no {kind} file.</source>
        <translation>In {name} wurde kein Transkript gefunden: die Datei ist leer, beschädigt oder keine {kind}-Datei.</translation>
    </message>
    <message>
        <source>{name} cannot be opened as a transcript: choose a file that ends in {known}.</source>
        <translation>{name} lässt sich nicht als Transkript öffnen: wählen Sie eine Datei, die auf {known} endet.</translation>
    </message>
    <message>
        <source>{name} holds no text: choose a file that was written as {kind}.</source>
        <translation>{name} enthält keinen Text: wählen Sie eine Datei, die als {kind} geschrieben wurde.</translation>
    </message>
    <message>
        <source>{name} is too large to be a transcript: choose the file with the text.</source>
        <translation>{name} ist zu groß für ein Transkript: wählen Sie die Datei mit dem Text.</translation>
    </message>
    <message>
        <source>{name} cannot be used for word times ({reason}): remove its files and fetch them again, or switch word times off.</source>
        <translation>{name} lässt sich nicht für Wortzeiten verwenden ({reason}): entfernen Sie die Dateien und laden Sie sie neu, oder schalten Sie Wortzeiten aus.</translation>
    </message>
    <message>
        <source>the weights do not fit the settings</source>
        <translation>die Gewichte passen nicht zu den Einstellungen</translation>
    </message>
    <message>
        <source>the characters do not fit the settings</source>
        <translation>die Zeichen passen nicht zu den Einstellungen</translation>
    </message>
    <message>
        <source>{name} has no sound in it: choose an audio or video file.</source>
        <translation>In {name} ist kein Ton: wählen Sie eine Ton- oder Videodatei.</translation>
    </message>
    <message>
        <source>{name} is empty: copy or record it again.</source>
        <translation>{name} ist leer: kopieren Sie die Datei noch einmal oder nehmen Sie neu auf.</translation>
    </message>
    <message>
        <source>{name} is a video without sound: choose one with a sound track.</source>
        <translation>{name} ist ein Video ohne Ton: wählen Sie eines mit Tonspur.</translation>
    </message>
    <message>
        <source>The sound of {name} is in a format that cannot be decoded here ({codec}): convert it to MP3, M4A or WAV first.</source>
        <translation>Der Ton von {name} hat ein Format, das sich hier nicht dekodieren lässt ({codec}): wandeln Sie ihn zuerst in MP3, M4A oder WAV um.</translation>
    </message>
    <message>
        <source>{path} is a folder: choose a recording in it, or run the folder as a batch.</source>
        <translation>{path} ist ein Ordner: wählen Sie eine Aufnahme darin oder bearbeiten Sie den Ordner als Stapel.</translation>
    </message>
    <message>
        <source>{name} is no recording that can be read: it is damaged, or not audio or video at all. Play it to check, or choose another file.</source>
        <translation>{name} ist keine lesbare Aufnahme: die Datei ist beschädigt oder weder Ton noch Video. Spielen Sie sie zur Probe ab oder wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>The pattern {pattern} takes too long: make it simpler, without a repetition inside a repetition.</source>
        <translation>Das Muster {pattern} braucht zu lange: vereinfachen Sie es, ohne Wiederholung in einer Wiederholung.</translation>
    </message>
    <message>
        <source>{pattern} is no regular expression ({reason}): correct it, or search for plain words.</source>
        <translation>{pattern} ist kein regulärer Ausdruck ({reason}): berichtigen Sie ihn oder suchen Sie nach einfachen Wörtern.</translation>
    </message>
    <message>
        <source>The replacement names the group {group}, which the pattern has not: put that part of the pattern in parentheses.</source>
        <translation>Die Ersetzung nennt die Gruppe {group}, die das Muster nicht hat: setzen Sie diesen Teil des Musters in Klammern.</translation>
    </message>
    <message>
        <source>Decoding the recording</source>
        <translation>Aufnahme wird dekodiert</translation>
    </message>
    <message>
        <source>Transcribing</source>
        <translation>Transkription läuft</translation>
    </message>
    <message>
        <source>There is no text beside {name}: give one as the transcript, or put {wanted} into its folder.</source>
        <translation>Neben {name} liegt kein Text: geben Sie einen als Transkript an oder legen Sie {wanted} in den Ordner.</translation>
    </message>
    <message>
        <source>There is no text in {name}.</source>
        <translation>In {name} ist kein Text.</translation>
    </message>
    <message>
        <source>A text without times can be placed in recordings of up to {minutes} minutes: give subtitles, or transcribe the recording with WhisperX.</source>
        <translation>Ein Text ohne Zeiten lässt sich in Aufnahmen bis {minutes} Minuten zuordnen: geben Sie Untertitel an oder transkribieren Sie die Aufnahme mit WhisperX.</translation>
    </message>
    <message>
        <source>{count} passages could not be placed and keep the times that they had.</source>
        <translation>{count} Stellen ließen sich nicht zuordnen und behalten ihre Zeiten.</translation>
    </message>
    <message>
        <source>{name} is not UTF-8 text: save it as such first.</source>
        <translation>{name} ist kein UTF-8-Text: speichern Sie die Datei zuerst als solchen.</translation>
    </message>
    <message>
        <source>Went on from {time}, where the last run ended.</source>
        <translation>Ab {time} fortgesetzt, wo der letzte Lauf endete.</translation>
    </message>
    <message>
        <source>Afrikaans</source>
        <translation>Afrikaans</translation>
    </message>
    <message>
        <source>Albanian</source>
        <translation>Albanisch</translation>
    </message>
    <message>
        <source>Amharic</source>
        <translation>Amharisch</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>Arabisch</translation>
    </message>
    <message>
        <source>Armenian</source>
        <translation>Armenisch</translation>
    </message>
    <message>
        <source>Assamese</source>
        <translation>Assamesisch</translation>
    </message>
    <message>
        <source>Azerbaijani</source>
        <translation>Aserbaidschanisch</translation>
    </message>
    <message>
        <source>Bashkir</source>
        <translation>Baschkirisch</translation>
    </message>
    <message>
        <source>Basque</source>
        <translation>Baskisch</translation>
    </message>
    <message>
        <source>Belarusian</source>
        <translation>Belarussisch</translation>
    </message>
    <message>
        <source>Bengali</source>
        <translation>Bengalisch</translation>
    </message>
    <message>
        <source>Bosnian</source>
        <translation>Bosnisch</translation>
    </message>
    <message>
        <source>Breton</source>
        <translation>Bretonisch</translation>
    </message>
    <message>
        <source>Bulgarian</source>
        <translation>Bulgarisch</translation>
    </message>
    <message>
        <source>Burmese</source>
        <translation>Birmanisch</translation>
    </message>
    <message>
        <source>Cantonese</source>
        <translation>Kantonesisch</translation>
    </message>
    <message>
        <source>Catalan</source>
        <translation>Katalanisch</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>Chinesisch</translation>
    </message>
    <message>
        <source>Croatian</source>
        <translation>Kroatisch</translation>
    </message>
    <message>
        <source>Czech</source>
        <translation>Tschechisch</translation>
    </message>
    <message>
        <source>Danish</source>
        <translation>Dänisch</translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation>Niederländisch</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>Estonian</source>
        <translation>Estnisch</translation>
    </message>
    <message>
        <source>Faroese</source>
        <translation>Färöisch</translation>
    </message>
    <message>
        <source>Finnish</source>
        <translation>Finnisch</translation>
    </message>
    <message>
        <source>French</source>
        <translation>Französisch</translation>
    </message>
    <message>
        <source>Galician</source>
        <translation>Galicisch</translation>
    </message>
    <message>
        <source>Georgian</source>
        <translation>Georgisch</translation>
    </message>
    <message>
        <source>German</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>Greek</source>
        <translation>Griechisch</translation>
    </message>
    <message>
        <source>Gujarati</source>
        <translation>Gujarati</translation>
    </message>
    <message>
        <source>Haitian Creole</source>
        <translation>Haitianisch</translation>
    </message>
    <message>
        <source>Hausa</source>
        <translation>Hausa</translation>
    </message>
    <message>
        <source>Hawaiian</source>
        <translation>Hawaiisch</translation>
    </message>
    <message>
        <source>Hebrew</source>
        <translation>Hebräisch</translation>
    </message>
    <message>
        <source>Hindi</source>
        <translation>Hindi</translation>
    </message>
    <message>
        <source>Hungarian</source>
        <translation>Ungarisch</translation>
    </message>
    <message>
        <source>Icelandic</source>
        <translation>Isländisch</translation>
    </message>
    <message>
        <source>Indonesian</source>
        <translation>Indonesisch</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>Italienisch</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>Japanisch</translation>
    </message>
    <message>
        <source>Javanese</source>
        <translation>Javanisch</translation>
    </message>
    <message>
        <source>Kannada</source>
        <translation>Kannada</translation>
    </message>
    <message>
        <source>Kazakh</source>
        <translation>Kasachisch</translation>
    </message>
    <message>
        <source>Khmer</source>
        <translation>Khmer</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>Koreanisch</translation>
    </message>
    <message>
        <source>Lao</source>
        <translation>Laotisch</translation>
    </message>
    <message>
        <source>Latin</source>
        <translation>Latein</translation>
    </message>
    <message>
        <source>Latvian</source>
        <translation>Lettisch</translation>
    </message>
    <message>
        <source>Lingala</source>
        <translation>Lingala</translation>
    </message>
    <message>
        <source>Lithuanian</source>
        <translation>Litauisch</translation>
    </message>
    <message>
        <source>Luxembourgish</source>
        <translation>Luxemburgisch</translation>
    </message>
    <message>
        <source>Macedonian</source>
        <translation>Mazedonisch</translation>
    </message>
    <message>
        <source>Malagasy</source>
        <translation>Madagassisch</translation>
    </message>
    <message>
        <source>Malay</source>
        <translation>Malaiisch</translation>
    </message>
    <message>
        <source>Malayalam</source>
        <translation>Malayalam</translation>
    </message>
    <message>
        <source>Maltese</source>
        <translation>Maltesisch</translation>
    </message>
    <message>
        <source>Maori</source>
        <translation>Maori</translation>
    </message>
    <message>
        <source>Marathi</source>
        <translation>Marathi</translation>
    </message>
    <message>
        <source>Mongolian</source>
        <translation>Mongolisch</translation>
    </message>
    <message>
        <source>Nepali</source>
        <translation>Nepali</translation>
    </message>
    <message>
        <source>Norwegian</source>
        <translation>Norwegisch</translation>
    </message>
    <message>
        <source>Norwegian Nynorsk</source>
        <translation>Norwegisch (Nynorsk)</translation>
    </message>
    <message>
        <source>Occitan</source>
        <translation>Okzitanisch</translation>
    </message>
    <message>
        <source>Pashto</source>
        <translation>Paschtu</translation>
    </message>
    <message>
        <source>Persian</source>
        <translation>Persisch</translation>
    </message>
    <message>
        <source>Polish</source>
        <translation>Polnisch</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>Portugiesisch</translation>
    </message>
    <message>
        <source>Punjabi</source>
        <translation>Panjabi</translation>
    </message>
    <message>
        <source>Romanian</source>
        <translation>Rumänisch</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>Russisch</translation>
    </message>
    <message>
        <source>Sanskrit</source>
        <translation>Sanskrit</translation>
    </message>
    <message>
        <source>Serbian</source>
        <translation>Serbisch</translation>
    </message>
    <message>
        <source>Shona</source>
        <translation>Shona</translation>
    </message>
    <message>
        <source>Sindhi</source>
        <translation>Sindhi</translation>
    </message>
    <message>
        <source>Sinhala</source>
        <translation>Singhalesisch</translation>
    </message>
    <message>
        <source>Slovak</source>
        <translation>Slowakisch</translation>
    </message>
    <message>
        <source>Slovenian</source>
        <translation>Slowenisch</translation>
    </message>
    <message>
        <source>Somali</source>
        <translation>Somali</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>Spanisch</translation>
    </message>
    <message>
        <source>Sundanese</source>
        <translation>Sundanesisch</translation>
    </message>
    <message>
        <source>Swahili</source>
        <translation>Suaheli</translation>
    </message>
    <message>
        <source>Swedish</source>
        <translation>Schwedisch</translation>
    </message>
    <message>
        <source>Tagalog</source>
        <translation>Tagalog</translation>
    </message>
    <message>
        <source>Tajik</source>
        <translation>Tadschikisch</translation>
    </message>
    <message>
        <source>Tamil</source>
        <translation>Tamil</translation>
    </message>
    <message>
        <source>Tatar</source>
        <translation>Tatarisch</translation>
    </message>
    <message>
        <source>Telugu</source>
        <translation>Telugu</translation>
    </message>
    <message>
        <source>Thai</source>
        <translation>Thailändisch</translation>
    </message>
    <message>
        <source>Tibetan</source>
        <translation>Tibetisch</translation>
    </message>
    <message>
        <source>Turkish</source>
        <translation>Türkisch</translation>
    </message>
    <message>
        <source>Turkmen</source>
        <translation>Turkmenisch</translation>
    </message>
    <message>
        <source>Ukrainian</source>
        <translation>Ukrainisch</translation>
    </message>
    <message>
        <source>Urdu</source>
        <translation>Urdu</translation>
    </message>
    <message>
        <source>Uzbek</source>
        <translation>Usbekisch</translation>
    </message>
    <message>
        <source>Vietnamese</source>
        <translation>Vietnamesisch</translation>
    </message>
    <message>
        <source>Welsh</source>
        <translation>Walisisch</translation>
    </message>
    <message>
        <source>Yiddish</source>
        <translation>Jiddisch</translation>
    </message>
    <message>
        <source>Yoruba</source>
        <translation>Yoruba</translation>
    </message>
    <message>
        <source>{name} is no record of a transcription: choose a file that ends in {suffix}.</source>
        <translation>{name} ist keine Aufzeichnung einer Transkription: wählen Sie eine Datei, die auf {suffix} endet.</translation>
    </message>
    <message>
        <source>{name} was written by a newer Hearth: update Hearth, then open it again.</source>
        <translation>{name} wurde von einem neueren Hearth geschrieben: aktualisieren Sie Hearth und öffnen Sie die Datei dann noch einmal.</translation>
    </message>
    <message>
        <source>{name} cannot be gone on with: its transcription still runs, or has ended.</source>
        <translation>{name} lässt sich nicht fortsetzen: die Transkription läuft noch oder ist schon zu Ende.</translation>
    </message>
    <message>
        <source>{stage}: {seconds} s, {memory} MB held</source>
        <translation>{stage}: {seconds} s, {memory} MB belegt</translation>
    </message>
    <message>
        <source>No sound could be decoded from {name}: it is damaged, or holds something else than its name says. Play it to check, or choose another file.</source>
        <translation>Aus {name} ließ sich kein Ton dekodieren: die Datei ist beschädigt oder enthält etwas anderes, als ihr Name sagt. Spielen Sie sie zur Probe ab oder wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>{name} would run code when loaded and was refused: fetch it again from its publisher.</source>
        <translation>{name} würde beim Laden Code ausführen und wurde abgelehnt: laden Sie die Datei noch einmal vom Herausgeber.</translation>
    </message>
    <message>
        <source>{name} is damaged, and no backup lies beside it: take it from a copy of your own.</source>
        <translation>{name} ist beschädigt, und daneben liegt keine Sicherung: nehmen Sie eine eigene Kopie.</translation>
    </message>
    <message>
        <source>{name} is no transcript that Hearth saved: choose a file that ends in {suffix}, or open subtitles by “Import”.</source>
        <translation>{name} ist kein von Hearth gespeichertes Transkript: wählen Sie eine Datei, die auf {suffix} endet, oder öffnen Sie Untertitel mit „Importieren“.</translation>
    </message>
    <message>
        <source>{name} was saved by a newer Hearth: update Hearth, then open it again.</source>
        <translation>{name} wurde von einem neueren Hearth gespeichert: aktualisieren Sie Hearth und öffnen Sie die Datei dann noch einmal.</translation>
    </message>
    <message>
        <source>{name} is damaged: open {backup}, which is as it was before the last time it was saved.</source>
        <translation>{name} ist beschädigt: öffnen Sie {backup} mit dem Stand vor dem letzten Speichern.</translation>
    </message>
    <message>
        <source>The models of pyannote that tell speakers apart cannot be used ({reason}): remove them and fetch them again.</source>
        <translation>Die pyannote-Modelle zum Unterscheiden der Sprecher lassen sich nicht verwenden ({reason}): entfernen Sie sie und laden Sie sie neu.</translation>
    </message>
    <message>
        <source>{name} is damaged: {seconds} of sound could be read and were used.</source>
        <translation>{name} ist beschädigt: {seconds} Ton ließen sich lesen und wurden verwendet.</translation>
    </message>
    <message>
        <source>{name} says that it lasts {stated}, but holds only {seconds} of sound, which were used. It may be incomplete.</source>
        <translation>{name} gibt {stated} als Dauer an, enthält aber nur {seconds} Ton; diese wurden verwendet. Die Datei ist vielleicht unvollständig.</translation>
    </message>
    <message>
        <source>{name} is being edited.</source>
        <translation>{name} wird gerade bearbeitet.</translation>
    </message>
    <message>
        <source>{name} does not hold the model for voices: remove it and fetch it again.</source>
        <translation>{name} enthält das Modell für Stimmen nicht: entfernen Sie die Datei und laden Sie sie neu.</translation>
    </message>
    <message>
        <source>Looking for speech</source>
        <translation>Suche nach Sprache</translation>
    </message>
    <message>
        <source>No speech was found in the recording.</source>
        <translation>In der Aufnahme wurde keine Sprache gefunden.</translation>
    </message>
    <message>
        <source>Speakers were told apart by the starter model. pyannote does it better: “hearth models install speaker-diarization --variant pyannote” fetches it.</source>
        <translation>Die Sprecher wurden mit dem Startmodell unterschieden. pyannote kann es besser: „hearth models install speaker-diarization --variant pyannote“ holt es.</translation>
    </message>
    <message>
        <source>There cannot be at least {least} and at most {most} speakers: change one of them.</source>
        <translation>Es können nicht mindestens {least} und höchstens {most} Sprecher sein: ändern Sie eine der Zahlen.</translation>
    </message>
    <message>
        <source>Speakers could not be told apart. {reason}</source>
        <translation>Die Sprecher ließen sich nicht unterscheiden. {reason}</translation>
    </message>
    <message>
        <source>Speakers were told apart by the sides of the stereo recording.</source>
        <translation>Die Sprecher wurden nach den Kanälen der Stereoaufnahme unterschieden.</translation>
    </message>
    <message>
        <source>{seconds} seconds of speech have no text.</source>
        <translation>{seconds} Sekunden Sprache haben keinen Text.</translation>
    </message>
    <message>
        <source>The model was unsure of these words ({figure}).</source>
        <translation>Das Modell war bei diesen Wörtern unsicher ({figure}).</translation>
    </message>
    <message>
        <source>The text repeats itself a lot ({figure}).</source>
        <translation>Der Text wiederholt sich stark ({figure}).</translation>
    </message>
    <message>
        <source>The model thinks that nobody speaks here ({percent} %).</source>
        <translation>Das Modell glaubt, dass hier niemand spricht ({percent} %).</translation>
    </message>
    <message>
        <source>The text came only after several tries (temperature {figure}).</source>
        <translation>Der Text kam erst nach mehreren Versuchen (Temperatur {figure}).</translation>
    </message>
    <message>
        <source>{low} of {count} words fit the sound badly.</source>
        <translation>{low} von {count} Wörtern passen schlecht zum Ton.</translation>
    </message>
    <message>
        <source>“{phrase}” comes {times} times in a row.</source>
        <translation>„{phrase}“ kommt {times}-mal hintereinander.</translation>
    </message>
    <message>
        <source>The same text stands in the segment beside it.</source>
        <translation>Derselbe Text steht im Abschnitt daneben.</translation>
    </message>
    <message>
        <source>There is more text here than can be said in that time ({pace} letters a second).</source>
        <translation>Hier steht mehr Text, als sich in der Zeit sagen lässt ({pace} Buchstaben pro Sekunde).</translation>
    </message>
    <message>
        <source>There is text here, but no speech was found.</source>
        <translation>Hier steht Text, aber es wurde keine Sprache gefunden.</translation>
    </message>
    <message>
        <source>The model was less sure here than in the rest ({figure}, usually {usual}).</source>
        <translation>Das Modell war hier unsicherer als sonst ({figure}, üblich {usual}).</translation>
    </message>
    <message>
        <source>There is little text here for {seconds} seconds.</source>
        <translation>Hier steht wenig Text für {seconds} Sekunden.</translation>
    </message>
    <message>
        <source>{model} knows English only: choose a model for every language, such as base, or set the language to English.</source>
        <translation>{model} kann nur Englisch: wählen Sie ein Modell für alle Sprachen, etwa base, oder stellen Sie die Sprache auf Englisch.</translation>
    </message>
    <message>
        <source>{model} knows English only, so it cannot translate: choose a model for every language, such as base.</source>
        <translation>{model} kann nur Englisch und daher nicht übersetzen: wählen Sie ein Modell für alle Sprachen, etwa base.</translation>
    </message>
    <message>
        <source>Finding out the language</source>
        <translation>Sprache wird erkannt</translation>
    </message>
    <message>
        <source>Word times are Whisper&apos;s own, since the aligner for {language} could not be fetched.</source>
        <translation>Die Wortzeiten sind von Whisper selbst, da sich das Wortzeiten-Modell für {language} nicht laden ließ.</translation>
    </message>
    <message>
        <source>{model} was not taught to translate: choose another model, such as base or large-v3, or the task “transcribe”.</source>
        <translation>{model} hat nicht gelernt zu übersetzen: wählen Sie ein anderes Modell, etwa base oder large-v3, oder die Aufgabe „Transkribieren“.</translation>
    </message>
    <message>
        <source>There was sound, but nothing in it that could be understood.</source>
        <translation>Es war Ton da, aber nichts darin war zu verstehen.</translation>
    </message>
    <message>
        <source>The language may be {language} ({percent} % sure). If it is another, choose it and run again.</source>
        <translation>Die Sprache ist vielleicht {language} ({percent} % sicher). Ist es eine andere, wählen Sie sie und starten Sie neu.</translation>
    </message>
    <message>
        <source>Word times of a translation are Whisper&apos;s own, and only roughly right.</source>
        <translation>Die Wortzeiten einer Übersetzung sind von Whisper selbst und stimmen nur ungefähr.</translation>
    </message>
    <message>
        <source>There is no aligner for {language}: word times are Whisper&apos;s own.</source>
        <translation>Für {language} gibt es kein Wortzeiten-Modell: die Wortzeiten sind von Whisper selbst.</translation>
    </message>
    <message>
        <source>Word times are by the starter aligner: the larger one, which is better in noise, could not be fetched.</source>
        <translation>Die Wortzeiten sind vom Startmodell: das größere, bei Geräuschen bessere Modell ließ sich nicht laden.</translation>
    </message>
    <message>
        <source>The aligner for {language} could not be fetched, since there is no connection: word times are Whisper&apos;s own; connect and run again for better ones.</source>
        <translation>Das Wortzeiten-Modell für {language} ließ sich nicht laden, weil keine Verbindung besteht: Die Wortzeiten sind von Whisper selbst; verbinden Sie sich und starten Sie erneut, um bessere zu bekommen.</translation>
    </message>
    <message>
        <source>In {count} sentences the word times are Whisper&apos;s own.</source>
        <translation>In {count} Sätzen sind die Wortzeiten von Whisper selbst.</translation>
    </message>
    <message>
        <source>Only one voice was told apart. If there are more, say how many speakers there are and run again.</source>
        <translation>Es wurde nur eine Stimme erkannt. Sind es mehr, gib die Zahl der Sprecher an und starte noch einmal.</translation>
    </message>
    <message>
        <source>{model} does not know the language “{language}”: choose another model or language.</source>
        <translation>{model} kennt die Sprache „{language}“ nicht: wählen Sie ein anderes Modell oder eine andere Sprache.</translation>
    </message>
    <message>
        <source>{name} cannot be loaded as a Whisper model: it is damaged, incomplete or made for something else. Download it again.</source>
        <translation>{name} lässt sich nicht als Whisper-Modell laden: es ist beschädigt, unvollständig oder für etwas anderes gemacht. Laden Sie es neu herunter.</translation>
    </message>
    <message>
        <source>{count} stretches at once were too many for the memory: {fewer} at a time were taken.</source>
        <translation>{count} Stücke zugleich waren zu viel für den Speicher: je {fewer} wurden genommen.</translation>
    </message>
    <message>
        <source>This device cannot compute in {wanted}: {used} was used.</source>
        <translation>Dieses Gerät kann nicht in {wanted} rechnen: {used} wurde verwendet.</translation>
    </message>
    <message>
        <source>English at twice the speed of small.en, with nearly the same text.</source>
        <translation>Englisch doppelt so schnell wie small.en, mit fast demselben Text.</translation>
    </message>
    <message>
        <source>English on a graphics card of 2 GB, or on a quick processor.</source>
        <translation>Englisch auf einer Grafikkarte mit 2 GB oder einem schnellen Prozessor.</translation>
    </message>
    <message>
        <source>Long English recordings: nearly large-v3, six times as fast.</source>
        <translation>Lange englische Aufnahmen: fast wie large-v3, sechsmal so schnell.</translation>
    </message>
    <message>
        <source>English: as distil-large-v3, taught longer and with more varied recordings.</source>
        <translation>Englisch: wie distil-large-v3, länger und mit vielfältigeren Aufnahmen trainiert.</translation>
    </message>
    <message>
        <source>The quickest for other languages than English, and the least exact.</source>
        <translation>Das schnellste für andere Sprachen als Englisch, und das ungenaueste.</translation>
    </message>
    <message>
        <source>Clear English speech on any computer.</source>
        <translation>Deutliches Englisch auf jedem Computer.</translation>
    </message>
    <message>
        <source>Good text in many languages without a graphics card, at about the speed of speech.</source>
        <translation>Guter Text in vielen Sprachen ohne Grafikkarte, etwa im Tempo des Sprechens.</translation>
    </message>
    <message>
        <source>Good English text without a graphics card.</source>
        <translation>Guter englischer Text ohne Grafikkarte.</translation>
    </message>
    <message>
        <source>Difficult recordings and translations on a graphics card of 4 GB.</source>
        <translation>Schwierige Aufnahmen und Übersetzungen auf einer Grafikkarte mit 4 GB.</translation>
    </message>
    <message>
        <source>Difficult English recordings on a graphics card of 4 GB.</source>
        <translation>Schwierige englische Aufnahmen auf einer Grafikkarte mit 4 GB.</translation>
    </message>
    <message>
        <source>What the WhisperX guides use; invents less in silence than large-v3.</source>
        <translation>Was die Anleitungen von WhisperX nehmen; erfindet in Stille weniger als large-v3.</translation>
    </message>
    <message>
        <source>The best text in every language, on a graphics card of 6 GB and more.</source>
        <translation>Der beste Text in jeder Sprache, auf einer Grafikkarte ab 6 GB.</translation>
    </message>
    <message>
        <source>Nearly the text of large-v3 at several times its speed. It does not translate.</source>
        <translation>Fast der Text von large-v3 bei mehrfachem Tempo. Es übersetzt nicht.</translation>
    </message>
    <message>
        <source>{path} lacks {name}: copy it there from the model&apos;s page.</source>
        <translation>In {path} fehlt {name}: kopieren Sie die Datei von der Seite des Modells dorthin.</translation>
    </message>
    <message>
        <source>A first look at English recordings on any computer. Names and noise defeat it.</source>
        <translation>Ein erster Blick auf englische Aufnahmen, auf jedem Computer. An Namen und Lärm scheitert es.</translation>
    </message>
    <message>
        <source>Clear speech in the large languages on any computer.</source>
        <translation>Deutliche Sprache in den großen Sprachen, auf jedem Computer.</translation>
    </message>
    <message>
        <source>{model} cannot be shown {picture} ({reason}): crop it, or choose another model.</source>
        <translation>{picture} lässt sich {model} nicht zeigen ({reason}): beschneiden Sie das Bild oder wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>Looking at picture {n} of {total}</source>
        <translation>Bild {n} von {total} wird angesehen</translation>
    </message>
    <message>
        <source>Looking at the picture</source>
        <translation>Bild wird angesehen</translation>
    </message>
    <message>
        <source>It will not be found by search: {reason}</source>
        <translation>Die Suche wird es nicht finden: {reason}</translation>
    </message>
    <message>
        <source>llama.cpp cannot load {name} with {mmproj}: the two may not belong together, be newer than this Hearth, or need more memory than there is. Give the mmproj file that was published with the model, or choose a smaller model.</source>
        <translation>llama.cpp kann {name} nicht mit {mmproj} laden: vielleicht gehören die beiden nicht zusammen, sind neuer als dieses Hearth oder brauchen mehr Speicher, als da ist. Geben Sie die mmproj-Datei an, die mit dem Modell veröffentlicht wurde, oder wählen Sie ein kleineres Modell.</translation>
    </message>
    <message>
        <source>{name} cannot see without its mmproj file, and there is none in its folder that fits: download it from the model&apos;s page (mmproj-....gguf) and put it there, or give it.</source>
        <translation>{name} kann ohne seine mmproj-Datei nicht sehen, und in seinem Ordner ist keine passende: laden Sie sie von der Seite des Modells herunter (mmproj-....gguf) und legen Sie sie dort ab oder geben Sie sie an.</translation>
    </message>
    <message>
        <source>{mmproj} does not fit {name}, which takes vectors of {width} numbers: give the mmproj file that was published with the model.</source>
        <translation>{mmproj} passt nicht zu {name}, das Vektoren aus {width} Zahlen annimmt: geben Sie die mmproj-Datei an, die mit dem Modell veröffentlicht wurde.</translation>
    </message>
    <message>
        <source>An answer about a picture has no least length: set it to -1.</source>
        <translation>Eine Antwort zu einem Bild hat keine Mindestlänge: setzen Sie sie auf -1.</translation>
    </message>
    <message>
        <source>The model of the guide, as it was published, in full precision.</source>
        <translation>Das Modell der Anleitung, wie es veröffentlicht wurde, in voller Genauigkeit.</translation>
    </message>
    <message>
        <source>LLaVA&apos;s successor, which sees four times as many details.</source>
        <translation>Der Nachfolger von LLaVA, der viermal so viele Details sieht.</translation>
    </message>
    <message>
        <source>The model of the guide in 4 bit: descriptions in English.</source>
        <translation>Das Modell der Anleitung in 4 Bit: Beschreibungen auf Englisch.</translation>
    </message>
    <message>
        <source>LLaVA 1.6 on the language model of the guide.</source>
        <translation>LLaVA 1.6 auf dem Sprachmodell der Anleitung.</translation>
    </message>
    <message>
        <source>Hearth cannot write {suffix} files: let {name} end in one of {known} or like the picture, or leave the ending out.</source>
        <translation>Hearth kann keine {suffix}-Dateien schreiben: lassen Sie {name} auf eines von {known} oder wie das Bild enden oder lassen Sie die Endung weg.</translation>
    </message>
    <message>
        <source>{output} is the source itself. Choose another name.</source>
        <translation>{output} ist das Original selbst. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>{name} has no place for the caption; it is in {sidecar} beside it.</source>
        <translation>{name} hat keinen Platz für die Bildunterschrift; sie steht in {sidecar} daneben.</translation>
    </message>
    <message>
        <source>The answer ended at the limit of tokens: raise Max tokens (max_tokens) if it is cut off.</source>
        <translation>Die Antwort endete an der Grenze der Token: erhöhen Sie „Token, höchstens“ (max_tokens), wenn sie abgeschnitten ist.</translation>
    </message>
    <message>
        <source>The answer does not follow the schema: {reason}</source>
        <translation>Die Antwort folgt dem Schema nicht: {reason}</translation>
    </message>
    <message>
        <source>The answer ended at the limit of tokens before it followed the schema: raise Max tokens (max_tokens).</source>
        <translation>Die Antwort endete an der Grenze der Token, bevor sie dem Schema folgte: erhöhen Sie „Token, höchstens“ (max_tokens).</translation>
    </message>
    <message>
        <source>Quick captions on any computer; it is often wrong about details.</source>
        <translation>Schnelle Bildunterschriften auf jedem Computer; irrt oft bei Details.</translation>
    </message>
    <message>
        <source>Captions and simple questions on any computer, a picture every few seconds.</source>
        <translation>Bildunterschriften und einfache Fragen auf jedem Computer, alle paar Sekunden ein Bild.</translation>
    </message>
    <message>
        <source>Descriptions and reading short texts in English.</source>
        <translation>Beschreibungen und Lesen kurzer Texte auf Englisch.</translation>
    </message>
    <message>
        <source>Many languages and reading text, on a computer without a large card.</source>
        <translation>Viele Sprachen und Lesen von Text, auf einem Computer ohne große Grafikkarte.</translation>
    </message>
    <message>
        <source>The best for its size: documents, tables, lists as JSON, places of objects.</source>
        <translation>Das beste seiner Größe: Dokumente, Tabellen, Listen als JSON, Orte von Objekten.</translation>
    </message>
    <message>
        <source>The most exact of the list: small print, charts, several pictures.</source>
        <translation>Das genaueste der Liste: kleine Schrift, Diagramme, mehrere Bilder.</translation>
    </message>
    <message>
        <source>Captions by the hundred on a graphics card.</source>
        <translation>Bildunterschriften zu Hunderten auf einer Grafikkarte.</translation>
    </message>
    <message>
        <source>The same model in full precision, on a graphics card.</source>
        <translation>Dasselbe Modell in voller Genauigkeit, auf einer Grafikkarte.</translation>
    </message>
    <message>
        <source>The prompt has {tokens} tokens, {seen} of them for pictures, and the window of {name} takes {window}: show fewer pictures or less detail of them, or raise the context length.</source>
        <translation>Der Prompt hat {tokens} Token, davon {seen} für Bilder, und das Kontextfenster von {name} fasst {window}: zeigen Sie weniger Bilder oder weniger Bilddetails oder erhöhen Sie die Kontextlänge.</translation>
    </message>
    <message>
        <source>{name} cannot go on with a text that shows pictures: ask for the rest in a new message.</source>
        <translation>{name} kann einen Text, der Bilder zeigt, nicht fortsetzen: fragen Sie in einer neuen Nachricht nach dem Rest.</translation>
    </message>
    <message>
        <source>The text has the mark {mark} in it, which stands for a picture in {name}: write it differently.</source>
        <translation>Im Text steht die Markierung {mark}, die bei {name} für ein Bild steht: schreiben Sie es anders.</translation>
    </message>
    <message>
        <source>The chat template of {name} leaves pictures out: look for a newer version of the model.</source>
        <translation>Die Chat-Vorlage von {name} lässt Bilder weg: suchen Sie eine neuere Version des Modells.</translation>
    </message>
    <message>
        <source>transformers cannot load {name} ({reason}): check that the folder is whole and holds a model that sees pictures.</source>
        <translation>transformers kann {name} nicht laden ({reason}): prüfen Sie, ob der Ordner vollständig ist und ein Modell enthält, das Bilder sieht.</translation>
    </message>
    <message>
        <source>There is no question: write what you want to know about the picture.</source>
        <translation>Es gibt keine Frage: schreiben Sie, was Sie zu dem Bild wissen möchten.</translation>
    </message>
    <message>
        <source>{name} cannot see pictures: choose a model for image questions.</source>
        <translation>{name} kann keine Bilder sehen: wählen Sie ein Modell für Bildfragen.</translation>
    </message>
    <message>
        <source>{name} has no preprocessor_config.json, which says how its pictures are prepared: fetch the whole folder again.</source>
        <translation>{name} hat keine preprocessor_config.json, in der steht, wie seine Bilder vorbereitet werden: laden Sie den ganzen Ordner neu herunter.</translation>
    </message>
    <message>
        <source>{name} has no processor for pictures: fetch the whole folder again.</source>
        <translation>{name} hat keinen Prozessor für Bilder: laden Sie den ganzen Ordner neu herunter.</translation>
    </message>
    <message>
        <source>Waiting for new files in {folder}</source>
        <translation>Wartet auf neue Dateien in {folder}</translation>
    </message>
    <message>
        <source>download {url} by hand and put the file at {path}</source>
        <translation>laden Sie {url} von Hand herunter und legen Sie die Datei unter {path} ab</translation>
    </message>
    <message>
        <source>download {packages} by hand, with pip download or from the package index&apos;s own pages, and put the .whl files in {path}</source>
        <translation>laden Sie {packages} von Hand herunter, mit pip download oder von den Seiten des Paketindexes, und legen Sie die .whl-Dateien in {path}</translation>
    </message>
    <message>
        <source>{member} is in {archive} {count} times</source>
        <translation>{member} ist {count}-mal in {archive}</translation>
    </message>
    <message>
        <source>{archive} cannot be unpacked: {detail}</source>
        <translation>{archive} lässt sich nicht entpacken: {detail}</translation>
    </message>
    <message>
        <source>{member} in {archive} has {found} bytes instead of {expected}</source>
        <translation>{member} in {archive} hat {found} Bytes statt {expected}</translation>
    </message>
    <message>
        <source>This list of words cannot be converted: choose bpe_simple_vocab_16e6.txt.gz of CLIP.</source>
        <translation>Diese Wortliste lässt sich nicht umwandeln: wählen Sie bpe_simple_vocab_16e6.txt.gz von CLIP.</translation>
    </message>
    <message>
        <source>there is no connection to {host}</source>
        <translation>es gibt keine Verbindung zu {host}</translation>
    </message>
    <message>
        <source>The picture {name} is not there any more: edit the message that shows it, and add it again or take it off.</source>
        <translation>Das Bild {name} ist nicht mehr da: bearbeiten Sie die Nachricht, die es zeigt, und fügen Sie es neu hinzu oder nehmen Sie es weg.</translation>
    </message>
    <message>
        <source>The model did not read the oldest messages ({count}).</source>
        <translation>Das Modell hat die ältesten Nachrichten nicht gelesen ({count}).</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}): check that it exists and that you may read it.</source>
        <translation>{path} lässt sich nicht lesen ({reason}): prüfen Sie, ob es das gibt und ob Sie es lesen dürfen.</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>{name} wird gelesen</translation>
    </message>
    <message>
        <source>{name} cannot name a model: write owner/name in small letters, digits, dots, dashes and underscores.</source>
        <translation>{name} kann kein Modellname sein: schreiben Sie owner/name in Kleinbuchstaben, Ziffern, Punkten, Binde- und Unterstrichen.</translation>
    </message>
    <message>
        <source>There is no model of your own named {name}. Known are: {known}.</source>
        <translation>Es gibt kein eigenes Modell namens {name}. Bekannt sind: {known}.</translation>
    </message>
    <message>
        <source>Looking at {name}</source>
        <translation>{name} wird untersucht</translation>
    </message>
    <message>
        <source>Copying {name}</source>
        <translation>{name} wird kopiert</translation>
    </message>
    <message>
        <source>There is a model named {name} already: choose another name, or remove it first.</source>
        <translation>Ein Modell namens {name} gibt es schon: wählen Sie einen anderen Namen oder entfernen Sie es zuerst.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>{path}, which says where your models are, cannot be read: mend its line data = &apos;/the/folder&apos;, or delete the file to use the ordinary folder.</source>
        <translation>{path}, worin steht, wo Ihre Modelle sind, lässt sich nicht lesen: berichtigen Sie die Zeile data = &apos;/der/ordner&apos; oder löschen Sie die Datei, um den gewöhnlichen Ordner zu verwenden.</translation>
    </message>
    <message>
        <source>The folder with your models, {folder}, is not there: connect its drive, or, if you moved the folder yourself, say where it is with “hearth models move --use FOLDER”.</source>
        <translation>Der Ordner mit Ihren Modellen, {folder}, ist nicht da: schließen Sie seinen Datenträger an oder, falls Sie ihn selbst verschoben haben, sagen Sie mit „hearth models move --use FOLDER“, wo er ist.</translation>
    </message>
    <message>
        <source>will run on the CPU: {needed} of {budget} GB</source>
        <translation>wird auf der CPU laufen: {needed} von {budget} GB</translation>
    </message>
    <message>
        <source>{device}: needs {needed}, {budget} free</source>
        <translation>{device}: braucht {needed}, {budget} frei</translation>
    </message>
    <message>
        <source>may not fit: needs {needed}, and there are {budget} for it. Close other programs, or choose a smaller model or picture.</source>
        <translation>passt vielleicht nicht: braucht {needed}, und dafür gibt es {budget}. Schließen Sie andere Programme oder wählen Sie ein kleineres Modell oder Bild.</translation>
    </message>
    <message>
        <source>{device} in {dtype}</source>
        <translation>{device} in {dtype}</translation>
    </message>
    <message>
        <source>fits with parts of the model in main memory: {needed} of {budget} GB</source>
        <translation>passt mit Teilen des Modells im Arbeitsspeicher: {needed} von {budget} GB</translation>
    </message>
    <message>
        <source>needs tiles of {tile}: {needed} of {budget} GB</source>
        <translation>braucht Kacheln von {tile}: {needed} von {budget} GB</translation>
    </message>
    <message>
        <source>fits: {needed} of {budget} GB</source>
        <translation>passt: {needed} von {budget} GB</translation>
    </message>
    <message>
        <source>will run on the CPU and needs tiles of {tile}: {needed} of {budget} GB</source>
        <translation>wird auf der CPU laufen und braucht Kacheln von {tile}: {needed} von {budget} GB</translation>
    </message>
    <message>
        <source>will run on the CPU: about {time}, {needed} of {budget} GB</source>
        <translation>wird auf der CPU laufen: etwa {time}, {needed} von {budget} GB</translation>
    </message>
    <message>
        <source>The loaded model: {size}</source>
        <translation>Das geladene Modell: {size}</translation>
    </message>
    <message>
        <source>There is not enough memory for this picture even in small tiles on the CPU. Close other programs or choose a smaller picture.</source>
        <translation>Für dieses Bild reicht der Speicher selbst in kleinen Kacheln auf der CPU nicht. Schließen Sie andere Programme oder wählen Sie ein kleineres Bild.</translation>
    </message>
    <message>
        <source>This needs {needed}, and the memory budget is {budget}. Raise the budget, or choose a smaller model or picture.</source>
        <translation>Das braucht {needed}, und das Speicherbudget ist {budget}. Erhöhen Sie das Budget oder wählen Sie ein kleineres Modell oder Bild.</translation>
    </message>
    <message>
        <source>There is no device called {name} here. Choose one of: {names}.</source>
        <translation>Hier gibt es kein Gerät namens {name}. Wählen Sie eines von: {names}.</translation>
    </message>
    <message>
        <source>While it is loaded: {size}</source>
        <translation>Während des Ladens: {size}</translation>
    </message>
    <message>
        <source>{phase}: {size} more</source>
        <translation>{phase}: {size} mehr</translation>
    </message>
    <message>
        <source>There is nothing to export: choose a prompt.</source>
        <translation>Es gibt nichts zu exportieren: wählen Sie einen Prompt.</translation>
    </message>
    <message>
        <source>{name} holds no prompts: choose a file that Hearth exported.</source>
        <translation>{name} enthält keine Prompts: wählen Sie eine Datei, die Hearth exportiert hat.</translation>
    </message>
    <message>
        <source>{name} was made by a newer Hearth: update Hearth.</source>
        <translation>{name} wurde von einem neueren Hearth gemacht: aktualisieren Sie Hearth.</translation>
    </message>
    <message>
        <source>there is no prompt in it</source>
        <translation>darin ist kein Prompt</translation>
    </message>
    <message>
        <source>{field} is not a list as it should be</source>
        <translation>{field} ist keine Liste, wie es sein sollte</translation>
    </message>
    <message>
        <source>There is a prompt named {name} already: import it under another name, or replace yours.</source>
        <translation>Einen Prompt namens {name} gibt es schon: importieren Sie ihn unter einem anderen Namen oder ersetzen Sie Ihren.</translation>
    </message>
    <message>
        <source>There is no prompt named {name}.</source>
        <translation>Es gibt keinen Prompt namens {name}.</translation>
    </message>
    <message>
        <source>{name} comes with Hearth and stays as it is: save a copy under another name.</source>
        <translation>{name} gehört zu Hearth und bleibt unverändert: speichern Sie eine Kopie unter einem anderen Namen.</translation>
    </message>
    <message>
        <source>There is a prompt named {name} already: choose another name.</source>
        <translation>Einen Prompt namens {name} gibt es schon: wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>The prompt file {name} is damaged: {reason}.</source>
        <translation>Die Prompt-Datei {name} ist beschädigt: {reason}.</translation>
    </message>
    <message>
        <source>A name is needed: a few words in one line.</source>
        <translation>Ein Name wird gebraucht: einige Wörter in einer Zeile.</translation>
    </message>
    <message>
        <source>The name is too long: {most} characters at most.</source>
        <translation>Der Name ist zu lang: höchstens {most} Zeichen.</translation>
    </message>
    <message>
        <source>The prompt file {name} cannot be read: {reason}.</source>
        <translation>Die Prompt-Datei {name} lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <source>it must be names and values</source>
        <translation>sie muss aus Namen und Werten bestehen</translation>
    </message>
    <message>
        <source>form must be one of {forms}</source>
        <translation>form muss eines von {forms} sein</translation>
    </message>
    <message>
        <source>labels can have {names}, each a text</source>
        <translation>labels kann {names} haben, jeweils als Text</translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation>sie ist zu groß</translation>
    </message>
    <message>
        <source>it is not YAML (line {line})</source>
        <translation>sie ist kein YAML (Zeile {line})</translation>
    </message>
    <message>
        <source>{field} must be text</source>
        <translation>{field} muss Text sein</translation>
    </message>
    <message>
        <source>its name is empty or too long</source>
        <translation>ihr Name ist leer oder zu lang</translation>
    </message>
    <message>
        <source>it has {field}, which is unknown</source>
        <translation>sie hat {field}, was unbekannt ist</translation>
    </message>
    <message>
        <source>The answer is wrong at {place}: {reason}.</source>
        <translation>Die Antwort ist bei {place} falsch: {reason}.</translation>
    </message>
    <message>
        <source>A schema is an object in braces, such as {example}.</source>
        <translation>Ein Schema ist ein Objekt in geschweiften Klammern, zum Beispiel {example}.</translation>
    </message>
    <message>
        <source>The schema is not JSON at line {line}, column {column}: look there for a comma, a quotation mark or a bracket too many or too few.</source>
        <translation>Das Schema ist kein JSON, in Zeile {line}, Spalte {column}: suchen Sie dort nach einem Komma, einem Anführungszeichen oder einer Klammer zu viel oder zu wenig.</translation>
    </message>
    <message>
        <source>The schema is not JSON: it has a number that JSON does not know, or is too deep.</source>
        <translation>Das Schema ist kein JSON: es hat eine Zahl, die JSON nicht kennt, oder ist zu tief verschachtelt.</translation>
    </message>
    <message>
        <source>{name} is too large for a schema: choose another file.</source>
        <translation>{name} ist zu groß für ein Schema: wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>The schema {name} cannot be read: {reason}.</source>
        <translation>Das Schema {name} lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <source>{name} is not UTF-8 text: save the schema as UTF-8.</source>
        <translation>{name} ist kein UTF-8-Text: speichern Sie das Schema als UTF-8.</translation>
    </message>
    <message>
        <source>The schema is wrong at {place}: {reason}.</source>
        <translation>Das Schema ist bei {place} falsch: {reason}.</translation>
    </message>
    <message>
        <source>The schema is too deep: make it flatter.</source>
        <translation>Das Schema ist zu tief verschachtelt: machen Sie es flacher.</translation>
    </message>
    <message>
        <source>The schema refers to itself without an end.</source>
        <translation>Das Schema verweist ohne Ende auf sich selbst.</translation>
    </message>
    <message>
        <source>The schema has a pattern that cannot be used.</source>
        <translation>Das Schema hat ein Muster, das sich nicht verwenden lässt.</translation>
    </message>
    <message>
        <source>The answer is not JSON at line {line}, column {column}.</source>
        <translation>Die Antwort ist kein JSON, in Zeile {line}, Spalte {column}.</translation>
    </message>
    <message>
        <source>The answer is not JSON.</source>
        <translation>Die Antwort ist kein JSON.</translation>
    </message>
    <message>
        <source>No engine can use the pattern {pattern} (at {place}): write it without look-ahead, look-behind and back references.</source>
        <translation>Keine Engine kann das Muster {pattern} (bei {place}) verwenden: schreiben Sie es ohne Vorausschau, Rückschau und Rückverweise.</translation>
    </message>
    <message>
        <source>No engine can hold an answer to “{keyword}” (at {place}): leave it out of the schema.</source>
        <translation>Keine Engine kann eine Antwort auf „{keyword}“ (bei {place}) festlegen: lassen Sie es im Schema weg.</translation>
    </message>
    <message>
        <source>No engine knows the format {format} (at {place}): use one of {known}, or a pattern.</source>
        <translation>Keine Engine kennt das Format {format} (bei {place}): nehmen Sie eines von {known} oder ein Muster.</translation>
    </message>
    <message>
        <source>The schema refers to {target} (at {place}), which is not inside it: put it under $defs and refer to it as #/$defs/NAME.</source>
        <translation>Das Schema verweist auf {target} (bei {place}), was nicht darin steht: legen Sie es unter $defs ab und verweisen Sie darauf als #/$defs/NAME.</translation>
    </message>
    <message>
        <source>“{keyword}” (at {place}) is not forced: answers are only checked for it.</source>
        <translation>„{keyword}“ (bei {place}) wird nicht erzwungen: Antworten werden nur daraufhin geprüft.</translation>
    </message>
    <message>
        <source>{name} is not a text file that can be read: save the table as CSV in UTF-8.</source>
        <translation>{name} ist keine Textdatei, die sich lesen lässt: speichern Sie die Tabelle als CSV in UTF-8.</translation>
    </message>
    <message>
        <source>Line {line} has {count} values where the header has {width}.</source>
        <translation>Zeile {line} hat {count} Werte, die Kopfzeile aber {width}.</translation>
    </message>
    <message>
        <source>{name} is empty: choose another table.</source>
        <translation>{name} ist leer: wählen Sie eine andere Tabelle.</translation>
    </message>
    <message>
        <source>{name} has no names of columns: write them into its first line.</source>
        <translation>{name} hat keine Spaltennamen: schreiben Sie sie in die erste Zeile.</translation>
    </message>
    <message>
        <source>{name} has a header, but no rows below it.</source>
        <translation>{name} hat eine Kopfzeile, aber keine Zeilen darunter.</translation>
    </message>
    <message>
        <source>{name} is a workbook: save its sheet as CSV and choose that file.</source>
        <translation>{name} ist eine Arbeitsmappe: speichern Sie ihr Tabellenblatt als CSV und wählen Sie diese Datei.</translation>
    </message>
    <message>
        <source>{file} lacks what the prompt wants: {missing}. Its columns are {columns}.</source>
        <translation>In {file} fehlt, was der Prompt braucht: {missing}. Die Spalten sind {columns}.</translation>
    </message>
    <message>
        <source>{name} is too large for a table of prompts: split it into parts of at most {most} MB.</source>
        <translation>{name} ist zu groß für eine Tabelle mit Prompts: teilen Sie sie in Teile von höchstens {most} MB.</translation>
    </message>
    <message>
        <source>The table {name} cannot be read: {reason}.</source>
        <translation>Die Tabelle {name} lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <source>{name} has a quotation mark that is open to the end: close it in line {line} or below.</source>
        <translation>{name} hat ein Anführungszeichen, das bis zum Ende offen ist: schließen Sie es in Zeile {line} oder darunter.</translation>
    </message>
    <message>
        <source>{file} has the column {name} twice, as numbers {one} and {other}: give one of them another name.</source>
        <translation>{file} hat die Spalte {name} zweimal, als Nummer {one} und {other}: geben Sie einer davon einen anderen Namen.</translation>
    </message>
    <message>
        <source>{name} was not begun by this Hearth: choose another name for the answers.</source>
        <translation>{name} wurde nicht von diesem Hearth begonnen: wählen Sie einen anderen Namen für die Antworten.</translation>
    </message>
    <message>
        <source>{name} was begun with another {what}: go on with the same one, choose another name, or replace what is there.</source>
        <translation>{name} wurde mit anderen Angaben begonnen ({what}): machen Sie mit denselben weiter, wählen Sie einen anderen Namen oder ersetzen Sie, was da ist.</translation>
    </message>
    <message>
        <source>The answers in {name} are being written at this moment: wait for their end, or choose another name.</source>
        <translation>Die Antworten in {name} werden gerade geschrieben: warten Sie das Ende ab oder wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>{name} cannot be read ({reason}): choose another name for the answers.</source>
        <translation>{name} lässt sich nicht lesen ({reason}): wählen Sie einen anderen Namen für die Antworten.</translation>
    </message>
    <message>
        <source>{name} was changed since it was begun: choose another name for the answers, or replace what is there.</source>
        <translation>{name} wurde seit dem Beginn verändert: wählen Sie einen anderen Namen für die Antworten oder ersetzen Sie, was da ist.</translation>
    </message>
    <message>
        <source>Line {line} has nothing in {columns}.</source>
        <translation>In Zeile {line} steht nichts in {columns}.</translation>
    </message>
    <message>
        <source>The answers need a file of their own: choose another name than the table&apos;s.</source>
        <translation>Die Antworten brauchen eine eigene Datei: wählen Sie einen anderen Namen als den der Tabelle.</translation>
    </message>
    <message>
        <source>{name} exists already: choose another name for the answers, or replace it.</source>
        <translation>{name} gibt es schon: wählen Sie einen anderen Namen für die Antworten oder ersetzen Sie die Datei.</translation>
    </message>
    <message>
        <source>This row failed inside the model ({kind}): {words}</source>
        <translation>Diese Zeile schlug im Modell fehl ({kind}): {words}</translation>
    </message>
    <message>
        <source>{count} answers begin with =, +, - or @, which a spreadsheet may take for formulas: import their column as text.</source>
        <translation>{count} Antworten beginnen mit =, +, - oder @, was eine Tabellenkalkulation für Formeln halten kann: importieren Sie ihre Spalte als Text.</translation>
    </message>
    <message>
        <source>{count} answers ended at the limit of tokens: raise max_new_tokens if they are cut off.</source>
        <translation>{count} Antworten endeten an der Grenze der Token: erhöhen Sie max_new_tokens, wenn sie abgeschnitten sind.</translation>
    </message>
    <message>
        <source>Row {n} of {total}</source>
        <translation>Zeile {n} von {total}</translation>
    </message>
    <message>
        <source>The prompt is empty: write what the model shall answer.</source>
        <translation>Der Prompt ist leer: schreiben Sie, worauf das Modell antworten soll.</translation>
    </message>
    <message>
        <source>The prompt has no value for {names}: give one, or write \&lt;name&gt; for the word itself in brackets.</source>
        <translation>Der Prompt hat keinen Wert für {names}: geben Sie einen an oder schreiben Sie \&lt;name&gt;, wenn das Wort selbst in Klammern gemeint ist.</translation>
    </message>
    <message>
        <source>There is no model called {name}. Choose one of: {known}.</source>
        <translation>Es gibt kein Modell namens {name}. Wählen Sie eines von: {known}.</translation>
    </message>
    <message>
        <source>{name} is on your shelf, but nothing in this version of Hearth runs it ({kind}): update Hearth.</source>
        <translation>{name} ist unter Ihren Modellen, aber nichts in dieser Version von Hearth führt es aus ({kind}): aktualisieren Sie Hearth.</translation>
    </message>
    <message>
        <source>{title} ({name}) cannot be {value}: {reason}.</source>
        <translation>{title} ({name}) kann nicht {value} sein: {reason}.</translation>
    </message>
    <message>
        <source>There is not enough memory to read or write this picture. Close other programs or choose a smaller picture.</source>
        <translation>Zum Lesen oder Schreiben dieses Bildes reicht der Speicher nicht. Schließen Sie andere Programme oder wählen Sie ein kleineres Bild.</translation>
    </message>
    <message>
        <source>There is no setting called {name}. Known are: {names}.</source>
        <translation>Es gibt keine Einstellung namens {name}. Bekannt sind: {names}.</translation>
    </message>
    <message>
        <source>{message}</source>
        <translation>{message}</translation>
    </message>
    <message>
        <source>{title} ({name}) is missing; please give it.</source>
        <translation>{title} ({name}) fehlt; bitte geben Sie es an.</translation>
    </message>
    <message>
        <source>{title} ({name}) must be one of: {choices}.</source>
        <translation>{title} ({name}) muss eines sein von: {choices}.</translation>
    </message>
    <message>
        <source>{title} ({name}) must be a number from {low} to {high}.</source>
        <translation>{title} ({name}) muss eine Zahl von {low} bis {high} sein.</translation>
    </message>
    <message>
        <source>Fetching weights</source>
        <translation>Gewichte werden geholt</translation>
    </message>
    <message>
        <source>Skin, forms and sharpness were compared. To tell whose a face is, {title} ({size} MB) has to be installed; insightface gives it away for non-commercial research only.</source>
        <translation>Haut, Formen und Schärfe wurden verglichen. Um zu erkennen, wessen Gesicht es ist, muss {title} ({size} MB) installiert sein; insightface gibt es nur für nichtkommerzielle Forschung her.</translation>
    </message>
    <message>
        <source>It was drawn by your own base model {model}; that of this name among your models was taken.</source>
        <translation>Es wurde von Ihrem eigenen Basismodell {model} gezeichnet; genommen wurde das dieses Namens unter Ihren Modellen.</translation>
    </message>
    <message>
        <source>Starting the engine</source>
        <translation>Die Ausführung startet</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>{name} wird geschrieben</translation>
    </message>
    <message>
        <source>There is not enough memory for {model}: close other programs, or choose a smaller model.</source>
        <translation>Für {model} reicht der Speicher nicht: schließen Sie andere Programme oder wählen Sie ein kleineres Modell.</translation>
    </message>
    <message>
        <source>Loading {model}</source>
        <translation>{model} wird geladen</translation>
    </message>
    <message>
        <source>Ran out of memory: unloaded the models not in use.</source>
        <translation>Der Speicher reichte nicht: unbenutzte Modelle wurden entladen.</translation>
    </message>
    <message>
        <source>Running {model}</source>
        <translation>{model} läuft</translation>
    </message>
    <message>
        <source>Looking through {folder}</source>
        <translation>{folder} wird durchsucht</translation>
    </message>
    <message>
        <source>{folder} is Hearth&apos;s own, or holds it: give the folder of the other program.</source>
        <translation>{folder} gehört Hearth selbst oder enthält dessen Ordner: geben Sie den Ordner des anderen Programms an.</translation>
    </message>
    <message>
        <source>a cloud drive</source>
        <translation>einem Cloud-Laufwerk</translation>
    </message>
    <message>
        <source>{folder} is kept in step by {service}, which would upload every model and may take files away to save room: choose a folder outside of it.</source>
        <translation>{folder} wird von {service} abgeglichen; jedes Modell würde hochgeladen, und Dateien könnten ausgelagert werden, um Platz zu sparen: wählen Sie einen Ordner außerhalb davon.</translation>
    </message>
    <message>
        <source>Only {free} GB are free on the disk with {folder}; one large model needs {low} GB.</source>
        <translation>Auf dem Datenträger mit {folder} sind nur {free} GB frei; ein großes Modell braucht {low} GB.</translation>
    </message>
    <message>
        <source>The disk with {folder} is formatted as FAT, which holds no file of 4 GB or more: large models cannot be kept there. NTFS, exFAT, ext4 or APFS can hold them.</source>
        <translation>Der Datenträger mit {folder} ist mit FAT formatiert und fasst keine Datei ab 4 GB: große Modelle lassen sich dort nicht ablegen. NTFS, exFAT, ext4 oder APFS können sie fassen.</translation>
    </message>
    <message>
        <source>The disk with {folder} is formatted as exFAT. It holds large files, but pulling it out or a power cut can damage them: eject it before you unplug it.</source>
        <translation>Der Datenträger mit {folder} ist mit exFAT formatiert. Es fasst große Dateien, aber Abziehen oder ein Stromausfall können sie beschädigen: werfen Sie ihn aus, bevor Sie ihn abziehen.</translation>
    </message>
    <message>
        <source>{folder} is on another computer. Models load slowly from there, and the record of jobs (SQLite) can be damaged if two computers use it at once: a disk of this computer is better.</source>
        <translation>{folder} liegt auf einem anderen Computer. Von dort laden Modelle langsam, und das Auftragsprotokoll (SQLite) kann Schaden nehmen, wenn zwei Computer es zugleich nutzen: ein Datenträger dieses Computers ist besser.</translation>
    </message>
    <message>
        <source>{folder} is in memory, not on a disk: everything there is gone after a restart.</source>
        <translation>{folder} liegt im Arbeitsspeicher, nicht auf einem Datenträger: nach einem Neustart ist alles dort weg.</translation>
    </message>
    <message>
        <source>{file} came out different on {folder}, twice: that disk or its cable is faulty. Choose another one; nothing was taken from the present folder.</source>
        <translation>{file} kam auf {folder} zweimal anders an: dieser Datenträger oder sein Kabel ist fehlerhaft. Wählen Sie einen anderen; aus dem jetzigen Ordner wurde nichts genommen.</translation>
    </message>
    <message>
        <source>{folder} cannot hold links, and {file} is one: put the file itself in its place, then move.</source>
        <translation>{folder} kann keine Verknüpfungen fassen, und {file} ist eine: legen Sie die Datei selbst an ihre Stelle und verschieben Sie dann.</translation>
    </message>
    <message>
        <source>The move from {old} to {new} is not finished: finish it first with “hearth models move {new}”.</source>
        <translation>Das Verschieben von {old} nach {new} ist nicht beendet: beenden Sie es zuerst mit „hearth models move {new}“.</translation>
    </message>
    <message>
        <source>{folder} is a file: choose a folder.</source>
        <translation>{folder} ist eine Datei: wählen Sie einen Ordner.</translation>
    </message>
    <message>
        <source>{folder} cannot be written ({reason}): choose another folder.</source>
        <translation>In {folder} lässt sich nicht schreiben ({reason}): wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>{folder} cannot be read ({reason}): choose another folder.</source>
        <translation>{folder} lässt sich nicht lesen ({reason}): wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>The name of {folder} holds signs that cannot be written down: choose another folder.</source>
        <translation>Der Name von {folder} enthält Zeichen, die sich nicht aufschreiben lassen: wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Files in {folder} keep changing: close what writes there, then move again.</source>
        <translation>Dateien in {folder} ändern sich ständig: schließen Sie, was dort schreibt, und verschieben Sie dann erneut.</translation>
    </message>
    <message>
        <source>The models are in {folder} already.</source>
        <translation>Die Modelle sind schon in {folder}.</translation>
    </message>
    <message>
        <source>Copying {name}: {done} of {total} MB in all</source>
        <translation>{name} wird kopiert: {done} von insgesamt {total} MB</translation>
    </message>
    <message>
        <source>Everything is in {new} now and is used there, but {file} in the old folder cannot be deleted ({reason}). Close what uses it and move again, or delete it yourself.</source>
        <translation>Alles ist jetzt in {new} und wird dort verwendet, aber {file} im alten Ordner lässt sich nicht löschen ({reason}). Schließen Sie, was die Datei nutzt, und verschieben Sie erneut, oder löschen Sie sie selbst.</translation>
    </message>
    <message>
        <source>{folder} is no folder: give one with models in it.</source>
        <translation>{folder} ist kein Ordner: geben Sie einen mit Modellen darin an.</translation>
    </message>
    <message>
        <source>{folder} holds too much to look through: give the folder of the program itself.</source>
        <translation>{folder} enthält zu viel zum Durchsuchen: geben Sie den Ordner des Programms selbst an.</translation>
    </message>
    <message>
        <source>{model} is no model of {task} with weights to pack. Choose one of: {known}.</source>
        <translation>{model} ist kein Modell für {task} mit Gewichten zum Packen. Wählen Sie eines von: {known}.</translation>
    </message>
    <message>
        <source>A variant is of one model: name that model too, with --model.</source>
        <translation>Eine Variante gehört zu einem Modell: nennen Sie auch das Modell, mit --model.</translation>
    </message>
    <message>
        <source>No model of {task} has weights to pack.</source>
        <translation>Kein Modell für {task} hat Gewichte zum Packen.</translation>
    </message>
    <message>
        <source>Not here, and offline mode is on: {names}. Install them first, or pack only what is here with --installed.</source>
        <translation>Nicht hier, und der Offline-Modus ist an: {names}. Installieren Sie sie zuerst oder packen Sie mit --installed nur, was hier ist.</translation>
    </message>
    <message>
        <source>{path} is a folder: give the name of a file, ending in .tar.</source>
        <translation>{path} ist ein Ordner: geben Sie den Namen einer Datei an, die auf .tar endet.</translation>
    </message>
    <message>
        <source>The disk with {path} is formatted as {name} and holds no file of 4 GB or more, but the pack has {size} GB: choose a disk formatted as NTFS, exFAT, ext4 or APFS, or pack fewer models with --model.</source>
        <translation>Der Datenträger mit {path} ist mit {name} formatiert und fasst keine Datei ab 4 GB, aber das Paket hat {size} GB: wählen Sie einen mit NTFS, exFAT, ext4 oder APFS formatierten Datenträger oder packen Sie mit --model weniger Modelle.</translation>
    </message>
    <message>
        <source>The pack needs {needed} MB in {folder}, but only {free} MB are free: make room there or choose another disk.</source>
        <translation>Das Paket braucht {needed} MB in {folder}, aber nur {free} MB sind frei: schaffen Sie dort Platz oder wählen Sie einen anderen Datenträger.</translation>
    </message>
    <message>
        <source>Listing {name}</source>
        <translation>{name} wird aufgelistet</translation>
    </message>
    <message>
        <source>{path} is damaged (its sha256 is {found} instead of {expected}), so nothing was packed: check with “hearth models verify”, then install it again.</source>
        <translation>{path} ist beschädigt (der sha256 ist {found} statt {expected}), daher wurde nichts gepackt: prüfen Sie mit „hearth models verify“ und installieren Sie es dann neu.</translation>
    </message>
    <message>
        <source>{name} is damaged, or no pack that Hearth made: pack it again, or copy it again.</source>
        <translation>{name} ist beschädigt oder kein Paket von Hearth: packen Sie es neu oder kopieren Sie es noch einmal.</translation>
    </message>
    <message>
        <source>{name} is not whole: copy it again. What was installed from it stays, and is not copied twice.</source>
        <translation>{name} ist nicht vollständig: kopieren Sie es noch einmal. Was daraus installiert wurde, bleibt und wird nicht zweimal kopiert.</translation>
    </message>
    <message>
        <source>{name} was packed by a newer Hearth ({version}): update Hearth to install it.</source>
        <translation>{name} wurde von einem neueren Hearth gepackt ({version}): aktualisieren Sie Hearth, um es zu installieren.</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation>Es gibt keine Datei {path}.</translation>
    </message>
    <message>
        <source>The models were moved to {folder}: close Hearth and start it again.</source>
        <translation>Die Modelle wurden nach {folder} verschoben: schließen Sie Hearth und starten Sie es neu.</translation>
    </message>
    <message>
        <source>The models are being moved to another folder: wait for that to end.</source>
        <translation>Die Modelle werden gerade in einen anderen Ordner verschoben: warten Sie das Ende ab.</translation>
    </message>
    <message>
        <source>Hearth works with its models in another window or terminal (process {processes}): close it there, then move.</source>
        <translation>Hearth arbeitet in einem anderen Fenster oder Terminal mit seinen Modellen (Prozess {processes}): schließen Sie es dort und verschieben Sie dann.</translation>
    </message>
    <message>
        <source>A job or a download is running: wait for it to end, then move.</source>
        <translation>Ein Auftrag oder Download läuft: warten Sie sein Ende ab und verschieben Sie dann.</translation>
    </message>
    <message>
        <source>The models are being moved by another process: wait for that to end.</source>
        <translation>Ein anderer Prozess verschiebt gerade die Modelle: warten Sie das Ende ab.</translation>
    </message>
    <message>
        <source>{path} is damaged and cannot be moved: put it somewhere else, then move again.</source>
        <translation>{path} ist beschädigt und lässt sich nicht verschieben: legen Sie die Datei woanders ab und verschieben Sie dann erneut.</translation>
    </message>
    <message>
        <source>{path} was written by a newer Hearth: update Hearth, then move.</source>
        <translation>{path} wurde von einem neueren Hearth geschrieben: aktualisieren Sie Hearth und verschieben Sie dann.</translation>
    </message>
    <message>
        <source>{folder} is inside the present folder {source}: choose one outside of it.</source>
        <translation>{folder} liegt im jetzigen Ordner {source}: wählen Sie einen außerhalb davon.</translation>
    </message>
    <message>
        <source>{folder} holds {names} already: choose an empty folder. If these are Hearth&apos;s and you want to use them as they are: hearth models move --use {folder}</source>
        <translation>{folder} enthält schon {names}: wählen Sie einen leeren Ordner. Falls sie von Hearth sind und Sie sie so verwenden möchten: hearth models move --use {folder}</translation>
    </message>
    <message>
        <source>{folder} is not empty: choose an empty folder, such as {inside}.</source>
        <translation>{folder} ist nicht leer: wählen Sie einen leeren Ordner, zum Beispiel {inside}.</translation>
    </message>
    <message>
        <source>The disk with {folder} is formatted as {name} and holds no file of 4 GB or more, but {file} has {size} GB: choose a disk formatted as NTFS, exFAT, ext4 or APFS.</source>
        <translation>Der Datenträger mit {folder} ist mit {name} formatiert und fasst keine Datei ab 4 GB, aber {file} hat {size} GB: wählen Sie einen mit NTFS, exFAT, ext4 oder APFS formatierten Datenträger.</translation>
    </message>
    <message>
        <source>The move needs {needed} MB in {folder}, but only {free} MB are free: make room there or choose another disk.</source>
        <translation>Das Verschieben braucht {needed} MB in {folder}, aber nur {free} MB sind frei: schaffen Sie dort Platz oder wählen Sie einen anderen Datenträger.</translation>
    </message>
    <message>
        <source>This Hearth knows none of the files in {name}: update Hearth, or pack it again with this version.</source>
        <translation>Dieses Hearth kennt keine der Dateien in {name}: aktualisieren Sie Hearth oder packen Sie es mit dieser Version neu.</translation>
    </message>
    <message>
        <source>{name} in {pack} is damaged: copy the pack again.</source>
        <translation>{name} in {pack} ist beschädigt: kopieren Sie das Paket noch einmal.</translation>
    </message>
    <message>
        <source>The pack needs {needed} MB in {folder}, but only {free} MB are free: make room there and try again.</source>
        <translation>Das Paket braucht {needed} MB in {folder}, aber nur {free} MB sind frei: schaffen Sie dort Platz und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>{model} has no version {version}. Known are: {known}.</source>
        <translation>{model} hat keine Version {version}. Bekannt sind: {known}.</translation>
    </message>
    <message>
        <source>Version {version} of {model} does not go with these settings: it is for {settings}.</source>
        <translation>Version {version} von {model} passt nicht zu diesen Einstellungen: sie ist für {settings}.</translation>
    </message>
    <message>
        <source>This Hearth cannot run version {version} of {model} any more: leave the version out to run the present one.</source>
        <translation>Dieses Hearth kann Version {version} von {model} nicht mehr ausführen: lassen Sie die Version weg, um die jetzige auszuführen.</translation>
    </message>
    <message>
        <source>{path}, the list of adopted folders, cannot be read: mend it, or delete it and adopt the folders again.</source>
        <translation>{path}, die Liste der mitbenutzten Ordner, lässt sich nicht lesen: berichtigen Sie sie oder löschen Sie sie und geben Sie die Ordner neu an.</translation>
    </message>
    <message>
        <source>{folder} was not adopted. Adopted are: {known}.</source>
        <translation>{folder} wird nicht mitbenutzt. Mitbenutzt werden: {known}.</translation>
    </message>
    <message>
        <source>Could not download {name} ({reason}): {advice} and try again, or {by_hand}.</source>
        <translation>{name} ließ sich nicht herunterladen ({reason}): {advice} und versuchen Sie es erneut, oder {by_hand}.</translation>
    </message>
    <message>
        <source>{name} is given only to those who accepted its licence ({reason}): accept it at {page}, make an access token there, give it to Hearth with “hearth models token --set”, then try again.</source>
        <translation>{name} bekommt nur, wer die Lizenz angenommen hat ({reason}): nehmen Sie sie auf {page} an, erzeugen Sie dort ein Zugriffstoken, geben Sie es Hearth mit „hearth models token --set“ und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>put the file at {path}</source>
        <translation>legen Sie die Datei unter {path} ab</translation>
    </message>
    <message>
        <source>The file downloaded for {name} is not the published one ({reason}) and was deleted: try again later, or {by_hand}.</source>
        <translation>Die für {name} heruntergeladene Datei ist nicht die veröffentlichte ({reason}) und wurde gelöscht: versuchen Sie es später erneut, oder {by_hand}.</translation>
    </message>
    <message>
        <source>{path} is not the published {name} (its sha256 is {found} instead of {expected}): delete it, then {by_hand}.</source>
        <translation>{path} ist nicht das veröffentlichte {name} (der sha256 ist {found} statt {expected}): löschen Sie die Datei, dann {by_hand}.</translation>
    </message>
    <message>
        <source>no source is known</source>
        <translation>keine Quelle ist bekannt</translation>
    </message>
    <message>
        <source>switch offline mode off</source>
        <translation>schalten Sie den Offline-Modus aus</translation>
    </message>
    <message>
        <source>check the internet connection</source>
        <translation>prüfen Sie die Internetverbindung</translation>
    </message>
    <message>
        <source>{name} is not open to the account of your access token ({reason}): log in there, accept the licence at {page}, then try again.</source>
        <translation>{name} ist für das Konto Ihres Zugriffstokens nicht offen ({reason}): melden Sie sich dort an, nehmen Sie die Lizenz auf {page} an und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>download {package} {version} by hand, with pip download or from the package index&apos;s own page, and put the .whl file in {path}</source>
        <translation>laden Sie {package} {version} von Hand herunter, mit pip download oder von der Seite des Paketindexes, und legen Sie die .whl-Datei in {path}</translation>
    </message>
    <message>
        <source>download it by hand from {url} and put the file at {path}</source>
        <translation>laden Sie die Datei von Hand von {url} herunter und legen Sie sie unter {path} ab</translation>
    </message>
    <message>
        <source>put the file back at {path}</source>
        <translation>legen Sie die Datei unter {path} zurück</translation>
    </message>
    <message>
        <source>{folder} cannot be written ({reason}): check its permissions.</source>
        <translation>In {folder} lässt sich nicht schreiben ({reason}): prüfen Sie die Rechte.</translation>
    </message>
    <message>
        <source>The disk with {folder} is full: make room there and try again.</source>
        <translation>Der Datenträger mit {folder} ist voll: schaffen Sie dort Platz und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>{name} is being downloaded: stop that first, then remove it.</source>
        <translation>{name} wird gerade heruntergeladen: halten Sie das zuerst an und entfernen Sie es dann.</translation>
    </message>
    <message>
        <source>{host} answered {status}</source>
        <translation>{host} antwortete {status}</translation>
    </message>
    <message>
        <source>{host} sent {found} bytes instead of {expected}</source>
        <translation>{host} sandte {found} Bytes statt {expected}</translation>
    </message>
    <message>
        <source>{host} offers no secure connection</source>
        <translation>{host} bietet keine sichere Verbindung</translation>
    </message>
    <message>
        <source>Waiting {n} s: {reason}</source>
        <translation>Wartet {n} s: {reason}</translation>
    </message>
    <message>
        <source>{host} closed the connection early</source>
        <translation>{host} schloss die Verbindung zu früh</translation>
    </message>
    <message>
        <source>network settings: {detail}</source>
        <translation>Netzwerkeinstellungen: {detail}</translation>
    </message>
    <message>
        <source>no connection to {host}: {detail}</source>
        <translation>keine Verbindung zu {host}: {detail}</translation>
    </message>
    <message>
        <source>{host}: {detail}</source>
        <translation>{host}: {detail}</translation>
    </message>
    <message>
        <source>This is no access token: it is one word, usually beginning with hf_.</source>
        <translation>Das ist kein Zugriffstoken: es ist ein Wort und beginnt meist mit hf_.</translation>
    </message>
    <message>
        <source>This system has no keyring to keep the token in: set the variable HF_TOKEN instead.</source>
        <translation>Dieses System hat keinen Schlüsselbund für das Token: setzen Sie stattdessen die Variable HF_TOKEN.</translation>
    </message>
    <message>
        <source>The system&apos;s keyring did not take the token ({reason}): unlock it, or set the variable HF_TOKEN instead.</source>
        <translation>Der Schlüsselbund des Systems nahm das Token nicht an ({reason}): entsperren Sie ihn oder setzen Sie stattdessen die Variable HF_TOKEN.</translation>
    </message>
    <message>
        <source>{name} waits for another download to end</source>
        <translation>{name} wartet auf das Ende eines anderen Downloads</translation>
    </message>
    <message>
        <source>Checking {name}</source>
        <translation>{name} wird geprüft</translation>
    </message>
    <message>
        <source>Preparing {name}</source>
        <translation>{name} wird vorbereitet</translation>
    </message>
    <message>
        <source>its sha256 is {sha256}</source>
        <translation>der sha256 ist {sha256}</translation>
    </message>
    <message>
        <source>{path} has {found} bytes instead of {expected}</source>
        <translation>{path} hat {found} Bytes statt {expected}</translation>
    </message>
    <message>
        <source>offline mode is on</source>
        <translation>der Offline-Modus ist an</translation>
    </message>
    <message>
        <source>{path}: {reason}</source>
        <translation>{path}: {reason}</translation>
    </message>
    <message>
        <source>Waiting for another download of {name}</source>
        <translation>Wartet auf einen anderen Download von {name}</translation>
    </message>
    <message>
        <source>Downloading {name}: {done} of {total} MB</source>
        <translation>{name} wird heruntergeladen: {done} von {total} MB</translation>
    </message>
    <message>
        <source>Downloading {name}</source>
        <translation>{name} wird heruntergeladen</translation>
    </message>
    <message>
        <source>Downloading {name}: {done} MB</source>
        <translation>{name} wird heruntergeladen: {done} MB</translation>
    </message>
    <message>
        <source>This ncnn model cannot be converted ({why}): choose a .safetensors or .pth file instead.</source>
        <translation>Dieses ncnn-Modell lässt sich nicht umwandeln ({why}): wählen Sie stattdessen eine .safetensors- oder .pth-Datei.</translation>
    </message>
    <message>
        <source>{file} has the sha256 {sha256}</source>
        <translation>{file} hat den sha256 {sha256}</translation>
    </message>
    <message>
        <source>pip: {line}</source>
        <translation>pip: {line}</translation>
    </message>
    <message>
        <source>pip left no wheel of {package}</source>
        <translation>pip hinterließ kein Wheel von {package}</translation>
    </message>
    <message>
        <source>pip did not start: {detail}</source>
        <translation>pip startete nicht: {detail}</translation>
    </message>
    <message>
        <source>{member} is not in {wheel}</source>
        <translation>{member} ist nicht in {wheel}</translation>
    </message>
    <message>
        <source>{name} holds no model weights: choose a .safetensors, .pth, .pt or .ckpt file.</source>
        <translation>{name} enthält keine Modellgewichte: wählen Sie eine .safetensors-, .pth-, .pt- oder .ckpt-Datei.</translation>
    </message>
    <message>
        <source>{name} would run code when loaded (it calls {refused}) and was refused: get the model as .safetensors from a source you trust.</source>
        <translation>{name} würde beim Laden Code ausführen (es ruft {refused} auf) und wurde abgelehnt: besorgen Sie das Modell als .safetensors aus einer Quelle, der Sie vertrauen.</translation>
    </message>
    <message>
        <source>{name} is a TorchScript program, not plain weights, and was refused: choose the model&apos;s .pth or .safetensors file.</source>
        <translation>{name} ist ein TorchScript-Programm, keine einfachen Gewichte, und wurde abgelehnt: wählen Sie die .pth- oder .safetensors-Datei des Modells.</translation>
    </message>
    <message>
        <source>{name} is empty: download it again.</source>
        <translation>{name} ist leer: laden Sie es neu herunter.</translation>
    </message>
    <message>
        <source>{name} is damaged, or holds something other than plain weights: download it again, or get the model as .safetensors.</source>
        <translation>{name} ist beschädigt oder enthält etwas anderes als einfache Gewichte: laden Sie es neu herunter oder besorgen Sie das Modell als .safetensors.</translation>
    </message>
    <message>
        <source>The download needs {needed} MB in {folder}, but only {free} MB are free: make room there and try again.</source>
        <translation>Der Download braucht {needed} MB in {folder}, aber nur {free} MB sind frei: schaffen Sie dort Platz und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>{path} is not the {name} that is wanted ({reason}).</source>
        <translation>{path} ist nicht das gesuchte {name} ({reason}).</translation>
    </message>
    <message>
        <source>Downloading {count} files: {done} of {total} MB</source>
        <translation>{count} Dateien werden heruntergeladen: {done} von {total} MB</translation>
    </message>
    <message>
        <source>This model cannot be held to a JSON schema: check its answer.</source>
        <translation>Dieses Modell lässt sich nicht auf ein JSON-Schema festlegen: prüfen Sie die Antwort.</translation>
    </message>
    <message>
        <source>The model did not read the first {count} tokens.</source>
        <translation>Die ersten {count} Token hat das Modell nicht gelesen.</translation>
    </message>
    <message>
        <source>There is not enough memory to load {model}. Close other programs or choose a smaller model.</source>
        <translation>Zum Laden von {model} reicht der Speicher nicht. Schließen Sie andere Programme oder wählen Sie ein kleineres Modell.</translation>
    </message>
    <message>
        <source>This is a base model without a chat template: it gets the turns as one text.</source>
        <translation>Dies ist ein Basismodell ohne Chat-Vorlage: es bekommt die Beiträge als einen Text.</translation>
    </message>
    <message>
        <source>{path} cannot be written ({reason}). Choose another folder.</source>
        <translation>{path} lässt sich nicht schreiben ({reason}). Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>The pasted picture could not be written to {path}.</source>
        <translation>Das eingefügte Bild ließ sich nicht nach {path} schreiben.</translation>
    </message>
    <message>
        <source>The disk is full; {name} was not written.</source>
        <translation>Der Datenträger ist voll; {name} wurde nicht geschrieben.</translation>
    </message>
    <message>
        <source>{path} cannot be deleted ({reason}).</source>
        <translation>{path} lässt sich nicht löschen ({reason}).</translation>
    </message>
    <message>
        <source>The settings file {path} cannot be read, so the defaults are used: {reason}</source>
        <translation>Die Einstellungsdatei {path} lässt sich nicht lesen, daher gelten die Voreinstellungen: {reason}</translation>
    </message>
    <message>
        <source>There is no setting called {name} (in {path}).</source>
        <translation>Es gibt keine Einstellung namens {name} (in {path}).</translation>
    </message>
    <message>
        <source>The setting {name} cannot be {value}, so its default is used (in {path}).</source>
        <translation>Die Einstellung {name} kann nicht {value} sein, daher gilt ihre Voreinstellung (in {path}).</translation>
    </message>
    <message>
        <source>The settings could not be saved to {path}: {reason}</source>
        <translation>Die Einstellungen ließen sich nicht in {path} speichern: {reason}</translation>
    </message>
    <message>
        <source>Change the text</source>
        <translation>Text ändern</translation>
    </message>
    <message>
        <source>Split the segment</source>
        <translation>Abschnitt teilen</translation>
    </message>
    <message>
        <source>Merge segments</source>
        <translation>Abschnitte zusammenführen</translation>
    </message>
    <message>
        <source>Delete segments</source>
        <translation>Abschnitte löschen</translation>
    </message>
    <message>
        <source>Mark as right</source>
        <translation>Als richtig markieren</translation>
    </message>
    <message>
        <source>Take the mark off</source>
        <translation>Markierung wegnehmen</translation>
    </message>
    <message>
        <source>Take the new text</source>
        <translation>Neuen Text übernehmen</translation>
    </message>
    <message>
        <source>Move a boundary</source>
        <translation>Grenze verschieben</translation>
    </message>
    <message>
        <source>Change the times</source>
        <translation>Zeiten ändern</translation>
    </message>
    <message>
        <source>Set the speaker</source>
        <translation>Sprecher setzen</translation>
    </message>
    <message>
        <source>Rename a speaker</source>
        <translation>Sprecher umbenennen</translation>
    </message>
    <message>
        <source>Merge speakers</source>
        <translation>Sprecher zusammenführen</translation>
    </message>
    <message>
        <source>Insert a segment</source>
        <translation>Abschnitt einfügen</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>Alle ersetzen</translation>
    </message>
    <message>
        <source>Restore the changes</source>
        <translation>Änderungen wiederherstellen</translation>
    </message>
    <message>
        <source>There is no recording in {name}.</source>
        <translation>In {name} ist keine Aufnahme.</translation>
    </message>
    <message>
        <source>There is no picture in {name}.</source>
        <translation>In {name} ist kein Bild.</translation>
    </message>
</context>
<context>
    <name>portrait pages</name>
    <message>
        <source>Studio</source>
        <translation>Studio</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
</context>
<context>
    <name>programs</name>
    <message>
        <source>Hugging Face cache</source>
        <translation>Hugging-Face-Cache</translation>
    </message>
    <message>
        <source>ComfyUI</source>
        <translation>ComfyUI</translation>
    </message>
    <message>
        <source>Stable Diffusion web UI</source>
        <translation>Stable Diffusion web UI</translation>
    </message>
    <message>
        <source>insightface</source>
        <translation>insightface</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>Ordner</translation>
    </message>
</context>
<context>
    <name>storage</name>
    <message>
        <source>packages that weights came in</source>
        <translation>Python-Pakete, in denen Gewichte kamen</translation>
    </message>
    <message>
        <source>unfinished downloads</source>
        <translation>unfertige Downloads</translation>
    </message>
    <message>
        <source>files that no model uses</source>
        <translation>Dateien, die kein Modell verwendet</translation>
    </message>
    <message>
        <source>models of your own</source>
        <translation>eigene Modelle</translation>
    </message>
    <message>
        <source>examples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>conversations</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>answers about pictures</source>
        <translation>Antworten zu Bildern</translation>
    </message>
    <message>
        <source>transcripts and recordings</source>
        <translation>Transkripte und Aufnahmen</translation>
    </message>
    <message>
        <source>records and scratch files</source>
        <translation>Protokolle und Arbeitsdateien</translation>
    </message>
</context>
<context>
    <name>tabs</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Upscaling</source>
        <translation>Hochskalieren</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Transcription</source>
        <translation>Transkription</translation>
    </message>
    <message>
        <source>Image Q&amp;A</source>
        <translation>Bild-F&amp;A</translation>
    </message>
    <message>
        <source>Portraits</source>
        <translation>Porträts</translation>
    </message>
</context>
</TS>
