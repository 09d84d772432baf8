<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>DiffWords</name>
    <message numerus="yes">
        <source>%n more change(s)</source>
        <translation>
            <numerusform>%n more change</numerusform>
            <numerusform>%n more changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EventWords</name>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n hour ago</numerusform>
            <numerusform>%n hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago, %1</source>
        <comment>time of day</comment>
        <translation>
            <numerusform>%n day ago, %1</numerusform>
            <numerusform>%n days ago, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueryWords</name>
    <message numerus="yes">
        <source>%n place(s) higher than with %1</source>
        <translation>
            <numerusform>%n place higher than with %1</numerusform>
            <numerusform>%n places higher than with %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) lower than with %1</source>
        <translation>
            <numerusform>%n place lower than with %1</numerusform>
            <numerusform>%n places lower than with %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::ui::BrowseView</name>
    <message numerus="yes">
        <source>%1 pairs</source>
        <translation>
            <numerusform>%1 pair</numerusform>
            <numerusform>%1 pairs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::ui::BulkBar</name>
    <message numerus="yes">
        <source>Accept %1 texts?</source>
        <translation>
            <numerusform>Accept %1 text?</numerusform>
            <numerusform>Accept %1 texts?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject %1 texts?</source>
        <translation>
            <numerusform>Reject %1 text?</numerusform>
            <numerusform>Reject %1 texts?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exclude %1 pairs?</source>
        <translation>
            <numerusform>Exclude %1 pair?</numerusform>
            <numerusform>Exclude %1 pairs?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 texts accepted.</source>
        <translation>
            <numerusform>%1 text accepted.</numerusform>
            <numerusform>%1 texts accepted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 texts rejected.</source>
        <translation>
            <numerusform>%1 text rejected.</numerusform>
            <numerusform>%1 texts rejected.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 pairs excluded.</source>
        <translation>
            <numerusform>%1 pair excluded.</numerusform>
            <numerusform>%1 pairs excluded.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %1 pairs that match are selected</source>
        <translation>
            <numerusform>The %1 pair that matches is selected</numerusform>
            <numerusform>All %1 pairs that match are selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 pairs selected</source>
        <translation>
            <numerusform>%1 pair selected</numerusform>
            <numerusform>%1 pairs selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 that are decided or missing stay as they are.</source>
        <translation>
            <numerusform>%1 that is decided or missing stays as it is.</numerusform>
            <numerusform>%1 that are decided or missing stay as they are.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::ui::FacetModel</name>
    <message numerus="yes">
        <source>%n more…</source>
        <translation>
            <numerusform>%n more…</numerusform>
            <numerusform>%n more…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::ui::MainWindow</name>
    <message numerus="yes">
        <source>%n decision(s) could not be saved yet and would be lost. Make room on the disk: they are saved by themselves.</source>
        <translation>
            <numerusform>%n decision could not be saved yet and would be lost. Make room on the disk: it is saved by itself.</numerusform>
            <numerusform>%n decisions could not be saved yet and would be lost. Make room on the disk: they are saved by themselves.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::ui::QueryDesk</name>
    <message numerus="yes">
        <source>%n image(s) could not be read and were left out.</source>
        <translation>
            <numerusform>%n image could not be read and was left out.</numerusform>
            <numerusform>%n images could not be read and were left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::ui::QueryEmpty</name>
    <message numerus="yes">
        <source>Encode %n image(s)</source>
        <translation>
            <numerusform>Encode %n image</numerusform>
            <numerusform>Encode %n images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::ui::QueryView</name>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) are not encoded yet and not found.</source>
        <translation>
            <numerusform>%n image is not encoded yet and not found.</numerusform>
            <numerusform>%n images are not encoded yet and not found.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) are still being encoded and not found yet.</source>
        <translation>
            <numerusform>%n image is still being encoded and not found yet.</numerusform>
            <numerusform>%n images are still being encoded and not found yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::ui::ReviewPage</name>
    <message numerus="yes">
        <source>%n accepted in a row within %1 s. Time for a second look?</source>
        <translation>
            <numerusform>%n accepted in a row within %1 s. Time for a second look?</numerusform>
            <numerusform>%n accepted in a row within %1 s. Time for a second look?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::ui::StatusStrip</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::ui::TextField</name>
    <message numerus="yes">
        <source>Too long: a text has at most %n character(s). The rest was left out.</source>
        <translation>
            <numerusform>Too long: a text has at most %n character. The rest was left out.</numerusform>
            <numerusform>Too long: a text has at most %n characters. The rest was left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A text has at most %n character(s)</source>
        <translation>
            <numerusform>A text has at most %n character</numerusform>
            <numerusform>A text has at most %n characters</numerusform>
        </translation>
    </message>
</context>
</TS>
