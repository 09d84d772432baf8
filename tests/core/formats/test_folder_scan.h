// SPDX-License-Identifier: GPL-3.0-or-later
// Image folders: what is listed, what is refused, what makes a product.
#pragma once

#include <QObject>

class TestFolderScan : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void listsImagesByNameAndByContent();
    void refusesLinksThatLeadOut();
    void endsOnLoops();
    void reportsNamesThatAreNotUtf8();
    void saysWhatIsNoImageFolder();
    void stopsAtTheLimit();
    void findsProductsInNames();
};
