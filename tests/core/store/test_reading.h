// SPDX-License-Identifier: GPL-3.0-or-later
// Filters, orders, full text, counts.
#pragma once

#include <QObject>

class TestReading final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFilterKeyAsksTheRightThing_data();
    void everyFilterKeyAsksTheRightThing();
    void fullTextFindsHanAndPrefixes();
    void ordersAreTotal();
    void theQueueShowsUndecidedPairsFirst();
    void oneOrderOfAMirrorIsEnough();
    void pagesKeepTheOrderAskedFor();
    void exportsAreOrderedByPairKey();
    void facetsAndCompletionsCount();
    void statisticsCountByReviewer();
    void imagesAreFoundByNameAndKey();
    void imagesStreamByProduct();
    void pairsWithoutATextAreFound();
    void anInterruptedReadIsCancelled();
};
