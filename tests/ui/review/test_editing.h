// SPDX-License-Identifier: GPL-3.0-or-later
// Editing in place on the Review page, and texts that try to be more than text.
#pragma once

#include <QObject>

class TestEditing final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keysAreDeadWhileTheFieldHasTheFocus();
    void keysStayDeadWhenTabLeavesTheField();
    void fieldNeverTakesTheFocusByItself();
    void controlEnterAcceptsTheEdit();
    void unchangedEditIsAnAccept();
    void emptyEditIsRefused();
    void escapeKeepsADraft();
    void revertBringsTheMachineTextBack();
    void editThatCannotApplyComesBackAsADraft();
    void editedTextShowsWhatChanged();
    void editingDoesNotMoveTheImages();
    void markupIsShownAsItIs();
    void controlCharactersAreMadeVisible();
    void pastedLinesBecomeOne();
    void longTextScrollsAfterThreeLines();
    void refreshFromElsewhereLeavesTypedWordsAlone();
};
