// SPDX-License-Identifier: GPL-3.0-or-later
// CSV: encodings, delimiters, quotes, rows that do not fit.
#pragma once

#include <QObject>

class TestCsvReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsQuotesAsTheStandardSays();
    void recognisesDelimiters_data();
    void recognisesDelimiters();
    void readsEveryUsualEncoding_data();
    void readsEveryUsualEncoding();
    void refusesBytesOfNoEncodingWithTheirLine();
    void rejectsOneSpoiltRowOfAUtf8File();
    void readsCarriageReturnsAndBlankLines();
    void namesTheLineWhereABrokenQuoteOpened();
    void rejectsRaggedRowsAndGoesOn();
    void rejectsALargeCellAndGoesOn();
    void makesHeaderNamesUnique();
    void readsRowsAcrossPiecesOfTheFile();
    void saysWhatIsNoFile();
};
