// SPDX-License-Identifier: GPL-3.0-or-later
// Catalogues: which column is which, and what becomes of rows.
#pragma once

#include <QObject>

class TestCatalogue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void recognisesEnglishColumns();
    void recognisesJapaneseColumns();
    void recognisesImagesByTheirValues();
    void takesNamedColumns();
    void namesAMissingColumnAndWhatThereIs();
    void keepsValuesCharacterForCharacter();
    void rejectsHostileNamesWithTheirLine();
    void saysEmptyWhenNoRowIsUsable();
    void stopsWhenToldTo();
    void readsTheRealCatalogue();
};
