<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>triptych::ui::BrowseView</name>
    <message numerus="yes">
        <source>%1 pairs</source>
        <translation><numerusform>%1 pair</numerusform><numerusform>%1 pairs</numerusform></translation>
    </message>
</context>
<context>
    <name>triptych::ui::BulkBar</name>
    <message numerus="yes">
        <source>Accept %1 texts?</source>
        <translation><numerusform>Accept %1 text?</numerusform><numerusform>Accept %1 texts?</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Reject %1 texts?</source>
        <translation><numerusform>Reject %1 text?</numerusform><numerusform>Reject %1 texts?</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Exclude %1 pairs?</source>
        <translation><numerusform>Exclude %1 pair?</numerusform><numerusform>Exclude %1 pairs?</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%1 texts accepted.</source>
        <translation><numerusform>%1 text accepted.</numerusform><numerusform>%1 texts accepted.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%1 texts rejected.</source>
        <translation><numerusform>%1 text rejected.</numerusform><numerusform>%1 texts rejected.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%1 pairs excluded.</source>
        <translation><numerusform>%1 pair excluded.</numerusform><numerusform>%1 pairs excluded.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>All %1 pairs that match are selected</source>
        <translation><numerusform>The %1 pair that matches is selected</numerusform><numerusform>All %1 pairs that match are selected</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%1 pairs selected</source>
        <translation><numerusform>%1 pair selected</numerusform><numerusform>%1 pairs selected</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%1 that are decided or missing stay as they are.</source>
        <translation><numerusform>%1 that is decided or missing stays as it is.</numerusform><numerusform>%1 that are decided or missing stay as they are.</numerusform></translation>
    </message>
</context>
<context>
    <name>triptych::ui::FacetModel</name>
    <message numerus="yes">
        <source>%n more…</source>
        <translation><numerusform>%n more…</numerusform><numerusform>%n more…</numerusform></translation>
    </message>
</context>
<context>
    <name>triptych::ui::StatusStrip</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation><numerusform>%n more</numerusform><numerusform>%n more</numerusform></translation>
    </message>
</context>
</TS>
