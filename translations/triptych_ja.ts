<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP">
<context>
    <name>DiffWords</name>
    <message>
        <source>%1 becomes %2</source>
        <translation>「%1」を「%2」に変更</translation>
    </message>
    <message>
        <source>%1 removed</source>
        <translation>「%1」を削除</translation>
    </message>
    <message>
        <source>%1 added</source>
        <translation>「%1」を追加</translation>
    </message>
    <message numerus="yes">
        <source>%n more change(s)</source>
        <translation>
            <numerusform>ほか %n 件の変更</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>It was not found.</source>
        <translation>見つかりませんでした。</translation>
    </message>
    <message>
        <source>Check the name and that the disk is there; images that moved are found again with “roots rebase”.</source>
        <translation>名前とディスクの接続を確認してください。移動した画像は「roots rebase」で再び見つけられます。</translation>
    </message>
    <message>
        <source>Something with this name is there already.</source>
        <translation>同じ名前のものがすでにあります。</translation>
    </message>
    <message>
        <source>Choose another name or an empty folder; nothing was overwritten.</source>
        <translation>別の名前か空のフォルダを選んでください。何も上書きしていません。</translation>
    </message>
    <message>
        <source>The disk or the system refused to read or write.</source>
        <translation>ディスクまたはシステムが読み書きを拒みました。</translation>
    </message>
    <message>
        <source>Check the disk and try again; what was stored before is unharmed.</source>
        <translation>ディスクを確認してもう一度お試しください。保存済みのデータは無事です。</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>ディスクがいっぱいです。</translation>
    </message>
    <message>
        <source>Free some space and try again; nothing half-done was left behind.</source>
        <translation>空き容量を増やしてもう一度お試しください。途中のものは残っていません。</translation>
    </message>
    <message>
        <source>Access was denied.</source>
        <translation>アクセスが拒否されました。</translation>
    </message>
    <message>
        <source>Check the owner and the rights of the file and its folder.</source>
        <translation>ファイルとフォルダの所有者と権限を確認してください。</translation>
    </message>
    <message>
        <source>The project is read-only.</source>
        <translation>プロジェクトは読み取り専用です。</translation>
    </message>
    <message>
        <source>Copy the project file to a place where you may write and open the copy.</source>
        <translation>書き込める場所にプロジェクトファイルをコピーし、そのコピーを開いてください。</translation>
    </message>
    <message>
        <source>This file is not a Triptych project.</source>
        <translation>このファイルは Triptych のプロジェクトではありません。</translation>
    </message>
    <message>
        <source>Open a .triptych file, or make a new project and import this file into it.</source>
        <translation>.triptych ファイルを開くか、新しいプロジェクトを作ってこのファイルを取り込んでください。</translation>
    </message>
    <message>
        <source>The project was written by a newer version of Triptych.</source>
        <translation>このプロジェクトは新しい版の Triptych で書かれています。</translation>
    </message>
    <message>
        <source>Update Triptych to change it; until then it opens for reading only.</source>
        <translation>変更するには Triptych を更新してください。それまでは読み取り専用で開きます。</translation>
    </message>
    <message>
        <source>The project file is damaged.</source>
        <translation>プロジェクトファイルが壊れています。</translation>
    </message>
    <message>
        <source>Open the newest backup beside it, or run “triptych verify PROJECT --repair”.</source>
        <translation>隣にある最新のバックアップを開くか、「triptych verify PROJECT --repair」を実行してください。</translation>
    </message>
    <message>
        <source>The project lies on a network drive, where it cannot be changed safely.</source>
        <translation>プロジェクトがネットワークドライブにあり、安全に変更できません。</translation>
    </message>
    <message>
        <source>Copy it to a local disk, work there, and bring the work together with “merge”.</source>
        <translation>ローカルディスクにコピーして作業し、「merge」で統合してください。</translation>
    </message>
    <message>
        <source>Another program is writing to the project.</source>
        <translation>ほかのプログラムがプロジェクトに書き込んでいます。</translation>
    </message>
    <message>
        <source>Wait until it has finished, or stop it, and try again.</source>
        <translation>終わるのを待つか、それを止めてからもう一度お試しください。</translation>
    </message>
    <message>
        <source>No decoder can read it.</source>
        <translation>どのデコーダでも読めません。</translation>
    </message>
    <message>
        <source>Open it in an image program and save it again, or leave it out.</source>
        <translation>画像ソフトで開いて保存し直すか、対象から外してください。</translation>
    </message>
    <message>
        <source>The file ends too early.</source>
        <translation>ファイルが途中で終わっています。</translation>
    </message>
    <message>
        <source>Copy or download it again.</source>
        <translation>コピーまたはダウンロードし直してください。</translation>
    </message>
    <message>
        <source>There is nothing in it.</source>
        <translation>中身がありません。</translation>
    </message>
    <message>
        <source>Check that it was copied completely and that it is the right file.</source>
        <translation>完全にコピーされているか、正しいファイルかを確認してください。</translation>
    </message>
    <message>
        <source>It is larger than the limit.</source>
        <translation>上限を超えています。</translation>
    </message>
    <message>
        <source>Make it smaller, or raise the limit in the project&apos;s settings.</source>
        <translation>小さくするか、プロジェクトの設定で上限を上げてください。</translation>
    </message>
    <message>
        <source>This kind of file is not handled.</source>
        <translation>この種類のファイルは扱えません。</translation>
    </message>
    <message>
        <source>Convert it first: images to JPEG, PNG, WebP, BMP or TIFF, tables to CSV.</source>
        <translation>先に変換してください。画像は JPEG・PNG・WebP・BMP・TIFF、表は CSV に。</translation>
    </message>
    <message>
        <source>The letters of this file are in no known encoding.</source>
        <translation>このファイルの文字コードが分かりません。</translation>
    </message>
    <message>
        <source>Save it as UTF-8 and import it again.</source>
        <translation>UTF-8 で保存し直して、もう一度取り込んでください。</translation>
    </message>
    <message>
        <source>The file is not well formed here.</source>
        <translation>ファイルのこの箇所の形式が正しくありません。</translation>
    </message>
    <message>
        <source>Correct this place in the file (often a quote that is not closed) and try again.</source>
        <translation>この箇所を直して（多くは引用符の閉じ忘れです）もう一度お試しください。</translation>
    </message>
    <message>
        <source>A column is missing.</source>
        <translation>列が足りません。</translation>
    </message>
    <message>
        <source>Name the column in the import, or add it to the file&apos;s first row.</source>
        <translation>取り込みで列を指定するか、ファイルの 1 行目に列名を加えてください。</translation>
    </message>
    <message>
        <source>The name leads out of the image folder and was refused.</source>
        <translation>名前が画像フォルダの外を指しているため、受け付けませんでした。</translation>
    </message>
    <message>
        <source>Use names below the image folder, without “..” and without links out of it.</source>
        <translation>画像フォルダの中の名前を使ってください。「..」や外へのリンクは使えません。</translation>
    </message>
    <message>
        <source>The image is not the one that was imported.</source>
        <translation>取り込んだときの画像と異なります。</translation>
    </message>
    <message>
        <source>Put the original back, or import again to take the new one; its texts are then marked as stale.</source>
        <translation>元の画像に戻すか、もう一度取り込んで新しい画像にしてください。その場合、テキストは「要確認」になります。</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>中止しました。</translation>
    </message>
    <message>
        <source>A value does not fit.</source>
        <translation>値が合いません。</translation>
    </message>
    <message>
        <source>Correct it and try again.</source>
        <translation>直してもう一度お試しください。</translation>
    </message>
    <message>
        <source>The filter cannot be read.</source>
        <translation>条件を読み取れません。</translation>
    </message>
    <message>
        <source>Write terms such as status:pending category:&quot;Tees&quot; score&lt;0.4.</source>
        <translation>status:pending category:&quot;Tees&quot; score&lt;0.4 のように書いてください。</translation>
    </message>
    <message>
        <source>Two records contradict each other.</source>
        <translation>2 つの記録が食い違っています。</translation>
    </message>
    <message>
        <source>Compare both and keep one; nothing was changed for it.</source>
        <translation>両方を見比べて一方を残してください。何も変更していません。</translation>
    </message>
    <message>
        <source>This does not apply here.</source>
        <translation>ここには当てはまりません。</translation>
    </message>
    <message>
        <source>Choose another item or another rule.</source>
        <translation>別の対象か別の規則を選んでください。</translation>
    </message>
    <message>
        <source>Triptych made a mistake.</source>
        <translation>Triptych の誤りです。</translation>
    </message>
    <message>
        <source>Nothing was lost. Start it again, and report this with the text in brackets.</source>
        <translation>何も失われていません。起動し直し、角かっこ内の文とともに報告してください。</translation>
    </message>
    <message>
        <source>character %1</source>
        <translation>%1 文字目</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>%1 行目</translation>
    </message>
    <message>
        <source>The image is not in its folder.</source>
        <translation>画像が元のフォルダにありません。</translation>
    </message>
    <message>
        <source>Connect the drive or put the file back: it appears here by itself. You can go on with other pairs meanwhile.</source>
        <translation>ドライブを接続するか、ファイルを元に戻してください。自動でここに表示されます。その間、ほかのペアを続けられます。</translation>
    </message>
    <message>
        <source>The image may not be read.</source>
        <translation>画像を読む権限がありません。</translation>
    </message>
    <message>
        <source>Allow reading of the file and its folder: it appears here by itself.</source>
        <translation>ファイルとフォルダの読み取りを許可してください。自動でここに表示されます。</translation>
    </message>
    <message>
        <source>The drive does not answer properly.</source>
        <translation>ドライブが正しく応答しません。</translation>
    </message>
    <message>
        <source>Check the drive or the network: the image appears here by itself when it can be read.</source>
        <translation>ドライブまたはネットワークを確認してください。読めるようになると、画像が自動でここに表示されます。</translation>
    </message>
    <message>
        <source>The image file is empty.</source>
        <translation>画像ファイルの中身がありません。</translation>
    </message>
    <message>
        <source>The image file ends too early.</source>
        <translation>画像ファイルが途中で終わっています。</translation>
    </message>
    <message>
        <source>The image file is damaged.</source>
        <translation>画像ファイルが壊れています。</translation>
    </message>
    <message>
        <source>Copy the file to its folder again: it appears here by itself. Or exclude the pair.</source>
        <translation>ファイルをフォルダにコピーし直すと、自動でここに表示されます。または、ペアを除外してください。</translation>
    </message>
    <message>
        <source>The image has too many pixels to be shown.</source>
        <translation>画像のピクセル数が多すぎて表示できません。</translation>
    </message>
    <message>
        <source>Put a smaller version in its place, or exclude the pair.</source>
        <translation>縮小した画像に置き換えるか、ペアを除外してください。</translation>
    </message>
    <message>
        <source>The model cannot be used.</source>
        <translation>モデルを使用できません。</translation>
    </message>
    <message>
        <source>“triptych models list” says which models work here.</source>
        <translation>使えるモデルは「triptych models list」で確認できます。</translation>
    </message>
    <message>
        <source>The images of this project are not encoded yet.</source>
        <translation>このプロジェクトの画像はまだエンコードされていません。</translation>
    </message>
    <message>
        <source>Encode them with “triptych encode PROJECT” or on the Query page; what is encoded already is kept.</source>
        <translation>「triptych encode PROJECT」または検索ページでエンコードしてください。エンコード済みのものはそのまま使われます。</translation>
    </message>
    <message>
        <source>The vectors of this project&apos;s images are damaged or gone.</source>
        <translation>このプロジェクトの画像のベクトルが壊れているか、なくなっています。</translation>
    </message>
</context>
<context>
    <name>EventWords</name>
    <message>
        <source>Someone</source>
        <translation>不明な担当者</translation>
    </message>
    <message>
        <source>%1 rejected the forward text</source>
        <translation>%1 が順方向のテキストを却下</translation>
    </message>
    <message>
        <source>%1 rejected the reverse text</source>
        <translation>%1 が逆方向のテキストを却下</translation>
    </message>
    <message>
        <source>%1 rejected the forward text: %2</source>
        <translation>%1 が順方向のテキストを却下：%2</translation>
    </message>
    <message>
        <source>%1 rejected the reverse text: %2</source>
        <translation>%1 が逆方向のテキストを却下：%2</translation>
    </message>
    <message>
        <source>%1 settled the forward text</source>
        <translation>%1 が順方向のテキストを裁定</translation>
    </message>
    <message>
        <source>%1 settled the reverse text</source>
        <translation>%1 が逆方向のテキストを裁定</translation>
    </message>
    <message>
        <source>%1 settled the forward text as %2</source>
        <translation>%1 が順方向のテキストを「%2」と裁定</translation>
    </message>
    <message>
        <source>%1 settled the reverse text as %2</source>
        <translation>%1 が逆方向のテキストを「%2」と裁定</translation>
    </message>
    <message>
        <source>%1 marked %2 as also right for the forward text</source>
        <translation>%1 が %2 を順方向のテキストの正解に追加</translation>
    </message>
    <message>
        <source>%1 marked %2 as also right for the reverse text</source>
        <translation>%1 が %2 を逆方向のテキストの正解に追加</translation>
    </message>
    <message>
        <source>%1 took back that %2 is also right for the forward text</source>
        <translation>%1 が %2 を順方向のテキストの正解から除外</translation>
    </message>
    <message>
        <source>%1 took back that %2 is also right for the reverse text</source>
        <translation>%1 が %2 を逆方向のテキストの正解から除外</translation>
    </message>
    <message>
        <source>%1 added to %3: %2 is %4</source>
        <comment>person, attribute, image, value</comment>
        <translation>%1 が %3 に属性を追加（%2：%4）</translation>
    </message>
    <message>
        <source>%1 took %2 (%4) from %3</source>
        <comment>person, attribute, image, old value</comment>
        <translation>%1 が %3 から属性を削除（%2：%4）</translation>
    </message>
    <message>
        <source>%1 corrected %2 of %3 from %4 to %5</source>
        <comment>person, attribute, image, old value, new value</comment>
        <translation>%1 が %3 の %2 を「%4」から「%5」に訂正</translation>
    </message>
    <message>
        <source>%1 excluded the pair</source>
        <translation>%1 がペアを除外</translation>
    </message>
    <message>
        <source>%1 excluded the pair: %2</source>
        <translation>%1 がペアを除外：%2</translation>
    </message>
    <message>
        <source>%1 excluded %2</source>
        <translation>%1 が %2 を除外</translation>
    </message>
    <message>
        <source>%1 excluded %2: %3</source>
        <translation>%1 が %2 を除外：%3</translation>
    </message>
    <message>
        <source>%1 took a decision back</source>
        <translation>%1 が判定を取り消し</translation>
    </message>
    <message>
        <source>%1 made a decision again</source>
        <translation>%1 が判定をやり直し</translation>
    </message>
    <message>
        <source>%1 took back: %2</source>
        <comment>person, what had happened</comment>
        <translation>%1 が取り消し：%2</translation>
    </message>
    <message>
        <source>%1 did again: %2</source>
        <comment>person, what had happened</comment>
        <translation>%1 がやり直し：%2</translation>
    </message>
    <message>
        <source>%1 accepted the forward text</source>
        <translation>%1 が順方向のテキストを承認</translation>
    </message>
    <message>
        <source>%1 accepted the reverse text</source>
        <translation>%1 が逆方向のテキストを承認</translation>
    </message>
    <message>
        <source>%1 changed the forward text</source>
        <translation>%1 が順方向のテキストを編集</translation>
    </message>
    <message>
        <source>%1 changed the reverse text</source>
        <translation>%1 が逆方向のテキストを編集</translation>
    </message>
    <message>
        <source>%1 skipped the forward text</source>
        <translation>%1 が順方向のテキストをスキップ</translation>
    </message>
    <message>
        <source>%1 skipped the reverse text</source>
        <translation>%1 が逆方向のテキストをスキップ</translation>
    </message>
    <message>
        <source>%1 flagged the forward text</source>
        <translation>%1 が順方向のテキストにフラグを設定</translation>
    </message>
    <message>
        <source>%1 flagged the reverse text</source>
        <translation>%1 が逆方向のテキストにフラグを設定</translation>
    </message>
    <message>
        <source>%1 took the flag off the forward text</source>
        <translation>%1 が順方向のテキストのフラグを解除</translation>
    </message>
    <message>
        <source>%1 took the flag off the reverse text</source>
        <translation>%1 が逆方向のテキストのフラグを解除</translation>
    </message>
    <message>
        <source>%1 wrote a note on the forward text</source>
        <translation>%1 が順方向のテキストにメモを記入</translation>
    </message>
    <message>
        <source>%1 wrote a note on the reverse text</source>
        <translation>%1 が逆方向のテキストにメモを記入</translation>
    </message>
    <message>
        <source>%1 released the forward text</source>
        <translation>%1 が順方向のテキストを公開</translation>
    </message>
    <message>
        <source>%1 released the reverse text</source>
        <translation>%1 が逆方向のテキストを公開</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>たった今</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n 分前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n 時間前</numerusform>
        </translation>
    </message>
    <message>
        <source>guidelines %1</source>
        <comment>version number</comment>
        <translation>ガイドライン %1</translation>
    </message>
    <message>
        <source>%1 did what only a newer version knows (%2)</source>
        <translation>%1 が新しい版だけにある操作を実行（%2）</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds spent</comment>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>blind</source>
        <translation>ブラインド</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>date, time</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>yesterday, %1</source>
        <comment>time of day</comment>
        <translation>昨日 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago, %1</source>
        <comment>time of day</comment>
        <translation>
            <numerusform>%n 日前 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>1 分未満</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n 分</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 accepted this (%2)</source>
        <comment>person, when</comment>
        <translation>%1 が承認（%2）</translation>
    </message>
    <message>
        <source>%1 changed this (%2)</source>
        <comment>person, when</comment>
        <translation>%1 が編集（%2）</translation>
    </message>
    <message>
        <source>%1 rejected this (%2)</source>
        <comment>person, when</comment>
        <translation>%1 が却下（%2）</translation>
    </message>
</context>
<context>
    <name>KeyLegend</name>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>KeyLegendPage</name>
    <message>
        <source>Triptych: keys of Review</source>
        <translation>Triptych：レビューのキー</translation>
    </message>
    <message>
        <source>Preset: %1</source>
        <translation>プリセット：%1</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>キーなし</translation>
    </message>
    <message>
        <source>Reason %1 for the last rejection</source>
        <translation>直前の却下に理由 %1 を付ける</translation>
    </message>
</context>
<context>
    <name>KeyMap</name>
    <message>
        <source>Space</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>accept</source>
        <translation>承認</translation>
    </message>
    <message>
        <source>reject</source>
        <translation>却下</translation>
    </message>
    <message>
        <source>edit</source>
        <translation>編集</translation>
    </message>
    <message>
        <source>skip</source>
        <translation>スキップ</translation>
    </message>
    <message>
        <source>flag</source>
        <translation>フラグ</translation>
    </message>
    <message>
        <source>accept both</source>
        <translation>両方承認</translation>
    </message>
    <message>
        <source>reject both</source>
        <translation>両方却下</translation>
    </message>
    <message>
        <source>switch</source>
        <translation>切り替え</translation>
    </message>
    <message>
        <source>note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>exclude</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>取り消し</translation>
    </message>
    <message>
        <source>redo</source>
        <translation>やり直し</translation>
    </message>
    <message>
        <source>previous</source>
        <translation>前へ</translation>
    </message>
    <message>
        <source>next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>zoom</source>
        <translation>拡大</translation>
    </message>
    <message>
        <source>blink</source>
        <translation>重ねて点滅</translation>
    </message>
    <message>
        <source>all keys</source>
        <translation>全キー</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Accept the marked text</source>
        <translation>選択中のテキストを承認</translation>
    </message>
    <message>
        <source>Reject the marked text</source>
        <translation>選択中のテキストを却下</translation>
    </message>
    <message>
        <source>Edit the marked text in place</source>
        <translation>選択中のテキストをその場で編集</translation>
    </message>
    <message>
        <source>Skip it, it comes back at the end</source>
        <translation>スキップ（最後にまた出ます）</translation>
    </message>
    <message>
        <source>Accept both undecided directions</source>
        <translation>未判定の両方向を承認</translation>
    </message>
    <message>
        <source>Reject both undecided directions</source>
        <translation>未判定の両方向を却下</translation>
    </message>
    <message>
        <source>Mark the other direction</source>
        <translation>もう一方の方向を選択</translation>
    </message>
    <message>
        <source>Write a note to the lead</source>
        <translation>リーダーへのメモを書く</translation>
    </message>
    <message>
        <source>Redo what was taken back</source>
        <translation>取り消した判定をやり直す</translation>
    </message>
    <message>
        <source>Previous pair</source>
        <translation>前のペア</translation>
    </message>
    <message>
        <source>Next pair, nothing decided</source>
        <translation>判定せずに次のペアへ</translation>
    </message>
    <message>
        <source>Blink the two images in one place</source>
        <translation>2 枚を同じ場所で交互に表示</translation>
    </message>
    <message>
        <source>Show or hide these keys</source>
        <translation>キー一覧の表示・非表示</translation>
    </message>
    <message>
        <source>Say why the last text was rejected</source>
        <translation>直前の却下の理由を付ける</translation>
    </message>
    <message>
        <source>Flag for a second look, or unflag</source>
        <translation>再確認のフラグを付ける・外す</translation>
    </message>
    <message>
        <source>Exclude: wrong photo, not a pair</source>
        <translation>除外：写真違い・ペアではない</translation>
    </message>
    <message>
        <source>Take back the last decision</source>
        <translation>直前の判定を取り消す</translation>
    </message>
    <message>
        <source>Zoom both; drag moves, Shift one alone</source>
        <translation>両方を拡大。ドラッグで移動、Shift で片方だけ</translation>
    </message>
    <message>
        <source>Ins</source>
        <translation>Ins</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>End</source>
        <translation>End</translation>
    </message>
    <message>
        <source>Page up</source>
        <translation>Page Up</translation>
    </message>
    <message>
        <source>Page down</source>
        <translation>Page Down</translation>
    </message>
    <message>
        <source>keypad %1</source>
        <translation>テンキー %1</translation>
    </message>
    <message>
        <source>Like Prodigy</source>
        <translation>Prodigy 風</translation>
    </message>
    <message>
        <source>Left hand</source>
        <translation>左手用</translation>
    </message>
    <message>
        <source>Numeric pad</source>
        <translation>テンキー</translation>
    </message>
    <message>
        <source>Triptych</source>
        <translation>Triptych</translation>
    </message>
    <message>
        <source>other text</source>
        <translation>別のテキスト</translation>
    </message>
    <message>
        <source>view</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>history</source>
        <translation>履歴</translation>
    </message>
    <message>
        <source>guidelines</source>
        <translation>ガイドライン</translation>
    </message>
    <message>
        <source>attributes</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Show the next text of the marked direction</source>
        <translation>選択中の方向の次のテキストを表示</translation>
    </message>
    <message>
        <source>Side by side, swipe, difference, round trip</source>
        <translation>左右・スワイプ・差分・往復の表示を切り替え</translation>
    </message>
    <message>
        <source>What was done with this pair, and by whom</source>
        <translation>このペアで誰が何をしたかを表示</translation>
    </message>
    <message>
        <source>The project&apos;s guidelines</source>
        <translation>プロジェクトのガイドラインを表示</translation>
    </message>
    <message>
        <source>What the catalogue says; correct it in place</source>
        <translation>カタログの内容を表示、その場で訂正</translation>
    </message>
</context>
<context>
    <name>KeyOverlay</name>
    <message>
        <source>In the field: accept the edit</source>
        <translation>入力欄：編集を承認</translation>
    </message>
    <message>
        <source>In the field: leave it, the draft is kept</source>
        <translation>入力欄：やめる（下書きは残ります）</translation>
    </message>
</context>
<context>
    <name>QueryWords</name>
    <message>
        <source>from outside the project: %1</source>
        <translation>プロジェクト外の画像：%1</translation>
    </message>
    <message>
        <source>pasted, %1 × %2 pixels</source>
        <translation>貼り付けた画像（%1 × %2 ピクセル）</translation>
    </message>
    <message>
        <source>aligned</source>
        <translation>整列（aligned）</translation>
    </message>
    <message>
        <source>late fusion</source>
        <translation>単純な合算</translation>
    </message>
    <message>
        <source>image alone</source>
        <translation>画像のみ</translation>
    </message>
    <message>
        <source>text alone</source>
        <translation>テキストのみ</translation>
    </message>
    <message>
        <source>two-hop</source>
        <translation>2 ホップ</translation>
    </message>
    <message>
        <source>standard encoder</source>
        <translation>標準エンコーダ</translation>
    </message>
    <message>
        <source>built-in encoder</source>
        <translation>内蔵エンコーダ</translation>
    </message>
    <message>
        <source>encoder %1</source>
        <translation>エンコーダ %1</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>日本語</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英語</translation>
    </message>
    <message>
        <source>the same place as with %1</source>
        <translation>%1 と同じ順位</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) higher than with %1</source>
        <translation>
            <numerusform>%1 より %n 位上</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) lower than with %1</source>
        <translation>
            <numerusform>%1 より %n 位下</numerusform>
        </translation>
    </message>
    <message>
        <source>no right answer yet</source>
        <translation>正解が未登録</translation>
    </message>
    <message>
        <source>not run yet</source>
        <translation>未実行</translation>
    </message>
    <message>
        <source>rank %1</source>
        <translation>%1 位</translation>
    </message>
    <message>
        <source>rank %1 → %2</source>
        <translation>%1 位 → %2 位</translation>
    </message>
    <message>
        <source>First run: the next one is compared with it.</source>
        <translation>初回の実行です。次回はこの結果と比較します。</translation>
    </message>
    <message>
        <source>%1 better, %2 worse, %3 same</source>
        <translation>改善 %1、悪化 %2、同じ %3</translation>
    </message>
    <message>
        <source>p &lt; 0.001</source>
        <translation>p &lt; 0.001</translation>
    </message>
    <message>
        <source>p = %1</source>
        <translation>p = %1</translation>
    </message>
    <message>
        <source>%1; %2: hardly by chance</source>
        <translation>%1（%2：偶然とは考えにくい）</translation>
    </message>
    <message>
        <source>%1; %2: may be chance</source>
        <translation>%1（%2：偶然の可能性あり）</translation>
    </message>
    <message>
        <source>Nothing is fetched from the web. Copy the image itself and paste it, or save it as a file first.</source>
        <translation>Web からは取得しません。画像そのものをコピーして貼り付けるか、いったんファイルに保存してください。</translation>
    </message>
    <message>
        <source>A query starts from an image, not from a folder. “Import” brings a folder into the project.</source>
        <translation>検索の出発点は画像です。フォルダは使えません。フォルダをプロジェクトに入れるには「インポート」を使ってください。</translation>
    </message>
    <message>
        <source>A query starts from one image: “%1” is taken, the others are not.</source>
        <translation>検索の出発点は 1 枚の画像です。「%1」を使い、ほかは使いません。</translation>
    </message>
    <message>
        <source>“%1” is not an image that can be read here (JPEG, PNG, WebP, TIFF or BMP).</source>
        <translation>「%1」はここで読める画像（JPEG、PNG、WebP、TIFF、BMP）ではありません。</translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message>
        <source>rows read</source>
        <translation>読んだ行</translation>
    </message>
    <message>
        <source>images added</source>
        <translation>追加した画像</translation>
    </message>
    <message>
        <source>images updated</source>
        <translation>更新した画像</translation>
    </message>
    <message>
        <source>images missing</source>
        <translation>見つからない画像</translation>
    </message>
    <message>
        <source>images unreadable</source>
        <translation>読めない画像</translation>
    </message>
    <message>
        <source>images with the same bytes</source>
        <translation>中身が同じ画像</translation>
    </message>
    <message>
        <source>queries added</source>
        <translation>追加したクエリ</translation>
    </message>
    <message>
        <source>pairs added</source>
        <translation>追加したペア</translation>
    </message>
    <message>
        <source>pairs there already</source>
        <translation>すでにあったペア</translation>
    </message>
    <message>
        <source>texts added</source>
        <translation>追加したテキスト</translation>
    </message>
    <message>
        <source>texts now stale</source>
        <translation>古くなったテキスト</translation>
    </message>
    <message>
        <source>decisions added</source>
        <translation>追加した判定</translation>
    </message>
    <message>
        <source>reference is the target</source>
        <translation>参照とターゲットが同じ</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>受け付けなかったもの</translation>
    </message>
    <message>
        <source>warnings</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>note</source>
        <translation>補足</translation>
    </message>
    <message>
        <source>triplets</source>
        <translation>トリプレット</translation>
    </message>
    <message>
        <source>of them seen by a person</source>
        <translation>うち人が確認したもの</translation>
    </message>
    <message>
        <source>%1 images</source>
        <translation>画像 %1 枚</translation>
    </message>
    <message>
        <source>%1 pairs</source>
        <translation>%1 ペア</translation>
    </message>
    <message>
        <source>%1 texts</source>
        <translation>テキスト %1 件</translation>
    </message>
    <message>
        <source>%1 rejected</source>
        <translation>受け付けなかったもの %1 件</translation>
    </message>
    <message>
        <source>Imported: %1.</source>
        <translation>取り込みました：%1。</translation>
    </message>
    <message>
        <source>%1 pairs made, %2 were there already or are not allowed.</source>
        <translation>%1 組のペアを作りました。%2 組はすでにあるか、許されない組み合わせです。</translation>
    </message>
    <message>
        <source>%1 pairs made.</source>
        <translation>%1 組のペアを作りました。</translation>
    </message>
    <message>
        <source>%1 forward and %2 reverse texts written.</source>
        <translation>順方向 %1 件、逆方向 %2 件のテキストを書きました。</translation>
    </message>
    <message>
        <source>For %1 pairs nothing true could be said.</source>
        <translation>%1 組については確かに言えることがありませんでした。</translation>
    </message>
    <message>
        <source>%1 triplets exported.</source>
        <translation>%1 件のトリプレットを書き出しました。</translation>
    </message>
</context>
<context>
    <name>ViewMode</name>
    <message>
        <source>Side by side</source>
        <translation>左右に並べる</translation>
    </message>
    <message>
        <source>Swipe</source>
        <translation>スワイプ</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差分</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>往復</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>accepted</source>
        <translation>承認</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>編集</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>却下</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>スキップ</translation>
    </message>
    <message>
        <source>flagged</source>
        <translation>フラグ</translation>
    </message>
    <message>
        <source>flag taken off</source>
        <translation>フラグ解除</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>取り消し</translation>
    </message>
    <message>
        <source>done again</source>
        <translation>やり直し</translation>
    </message>
    <message>
        <source>also correct added</source>
        <translation>正解に追加</translation>
    </message>
    <message>
        <source>also correct taken back</source>
        <translation>正解から除外</translation>
    </message>
    <message>
        <source>adjudicated</source>
        <translation>裁定</translation>
    </message>
    <message>
        <source>released</source>
        <translation>公開</translation>
    </message>
    <message>
        <source>excluded</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>attribute corrected</source>
        <translation>属性の訂正</translation>
    </message>
    <message>
        <source>generated</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>of a newer version</source>
        <translation>新しい版のもの</translation>
    </message>
    <message>
        <source>wrong direction</source>
        <translation>方向が逆</translation>
    </message>
    <message>
        <source>not visible</source>
        <translation>見て分からない</translation>
    </message>
    <message>
        <source>describes only the target</source>
        <translation>ターゲットだけの説明</translation>
    </message>
    <message>
        <source>contradicts the reference</source>
        <translation>参照と矛盾</translation>
    </message>
    <message>
        <source>too vague</source>
        <translation>あいまい</translation>
    </message>
    <message>
        <source>near-duplicate pair</source>
        <translation>ほぼ同一のペア</translation>
    </message>
    <message>
        <source>unsafe or biased</source>
        <translation>不適切・偏見</translation>
    </message>
    <message>
        <source>language</source>
        <translation>言葉づかい</translation>
    </message>
    <message>
        <source>wrong photo or attribute</source>
        <translation>写真・属性の誤り</translation>
    </message>
    <message>
        <source>looking for files</source>
        <translation>ファイルを検索中</translation>
    </message>
    <message>
        <source>reading rows</source>
        <translation>行を読み込み中</translation>
    </message>
    <message>
        <source>reading images</source>
        <translation>画像を読み込み中</translation>
    </message>
    <message>
        <source>checking images</source>
        <translation>画像を確認中</translation>
    </message>
    <message>
        <source>making pairs</source>
        <translation>ペアを作成中</translation>
    </message>
    <message>
        <source>writing texts</source>
        <translation>テキストを作成中</translation>
    </message>
    <message>
        <source>drawing images</source>
        <translation>画像を描画中</translation>
    </message>
    <message>
        <source>adding to the project</source>
        <translation>プロジェクトに追加中</translation>
    </message>
    <message>
        <source>writing files</source>
        <translation>ファイルを書き出し中</translation>
    </message>
    <message>
        <source>copying images</source>
        <translation>画像をコピー中</translation>
    </message>
    <message>
        <source>scaling images</source>
        <translation>画像を縮小中</translation>
    </message>
    <message>
        <source>drawing the split</source>
        <translation>分割を抽選中</translation>
    </message>
    <message>
        <source>copying the project</source>
        <translation>プロジェクトをコピー中</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>検査中</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>未判定</translation>
    </message>
    <message>
        <source>disputed</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>順方向</translation>
    </message>
    <message>
        <source>reverse</source>
        <translation>逆方向</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <comment>time left</comment>
        <translation>%1 時間 %2 分</translation>
    </message>
    <message>
        <source>%1 days</source>
        <comment>time left</comment>
        <translation>%1 日</translation>
    </message>
    <message>
        <source>encoding images</source>
        <translation>画像をエンコード中</translation>
    </message>
    <message>
        <source>encoding words</source>
        <translation>単語をエンコード中</translation>
    </message>
    <message>
        <source>aligning images with words</source>
        <translation>画像と単語を整列中</translation>
    </message>
    <message>
        <source>preparing the search</source>
        <translation>検索の準備中</translation>
    </message>
    <message>
        <source>downloading</source>
        <translation>ダウンロード中</translation>
    </message>
    <message>
        <source>loading the encoder</source>
        <translation>エンコーダを読み込み中</translation>
    </message>
    <message>
        <source>searching</source>
        <translation>検索中</translation>
    </message>
</context>
<context>
    <name>triptych::ui::AlternativesMark</name>
    <message>
        <source>person</source>
        <translation>人</translation>
    </message>
    <message>
        <source>import</source>
        <translation>取り込み</translation>
    </message>
    <message>
        <source>catalogue</source>
        <translation>カタログ</translation>
    </message>
    <message>
        <source>%1 of %2 · %3 · rejected</source>
        <translation>%1 / %2 · %3 · 却下</translation>
    </message>
    <message>
        <source>%1 of %2 · %3</source>
        <translation>%1 / %2 · %3</translation>
    </message>
    <message>
        <source>Another text than the candidate: %1</source>
        <translation>候補とは別のテキスト：%1</translation>
    </message>
    <message>
        <source>The candidate: %1</source>
        <translation>候補：%1</translation>
    </message>
    <message>
        <source>Shows the next text of this slot</source>
        <translation>この方向の次のテキストを表示</translation>
    </message>
    <message>
        <source>Not the candidate. Accepting takes this text. Click for the next one.</source>
        <translation>候補ではありません。承認すると、このテキストが採用されます。クリックで次を表示します。</translation>
    </message>
    <message>
        <source>This slot has more texts. Click for the next one.</source>
        <translation>この方向にはほかにもテキストがあります。クリックで次を表示します。</translation>
    </message>
</context>
<context>
    <name>triptych::ui::AttributesModel</name>
    <message>
        <source>saving…</source>
        <translation>保存中…</translation>
    </message>
    <message>
        <source>catalogue: none</source>
        <translation>カタログ：なし</translation>
    </message>
    <message>
        <source>catalogue: %1</source>
        <translation>カタログ：%1</translation>
    </message>
    <message>
        <source>name, e.g. colour</source>
        <translation>名前&#x3000;例：色</translation>
    </message>
    <message>
        <source>Name of the new attribute</source>
        <translation>新しい属性の名前</translation>
    </message>
    <message>
        <source>file</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>product</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>category</source>
        <translation>カテゴリ</translation>
    </message>
    <message>
        <source>source</source>
        <translation>出典</translation>
    </message>
    <message>
        <source>licence</source>
        <translation>ライセンス</translation>
    </message>
    <message>
        <source>%1, differs</source>
        <translation>%1、相違あり</translation>
    </message>
    <message>
        <source>%1, being saved</source>
        <translation>%1、保存中</translation>
    </message>
    <message>
        <source>%1, corrected; the catalogue says %2</source>
        <translation>%1、訂正済み。カタログでは %2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Add an attribute…</source>
        <translation>属性を追加…</translation>
    </message>
    <message>
        <source>attribute</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>参照</translation>
    </message>
    <message>
        <source>target</source>
        <translation>ターゲット</translation>
    </message>
</context>
<context>
    <name>triptych::ui::AttributesView</name>
    <message>
        <source>Attributes of both images</source>
        <translation>両方の画像の属性</translation>
    </message>
    <message>
        <source>F2 or a double click corrects a value, Esc leaves it. Texts that were written from the old value become stale and come back for review.</source>
        <translation>F2 またはダブルクリックで値を訂正、Esc でやめます。古い値から書かれたテキストは「要確認」になり、もう一度レビューに出ます。</translation>
    </message>
</context>
<context>
    <name>triptych::ui::BackupKeeper</name>
    <message>
        <source>Backing up</source>
        <translation>バックアップ中</translation>
    </message>
</context>
<context>
    <name>triptych::ui::BackupPanel</name>
    <message>
        <source>Backing up</source>
        <translation>バックアップ中</translation>
    </message>
    <message>
        <source>Backed up</source>
        <translation>バックアップしました</translation>
    </message>
    <message>
        <source>A whole copy of the project file: pairs, texts and every decision. Images stay where they are. You can go on working meanwhile.</source>
        <translation>プロジェクトファイルの完全なコピーです。ペア、テキスト、すべての判定が含まれます。画像は元の場所のままです。作業はそのまま続けられます。</translation>
    </message>
    <message>
        <source>Backup file</source>
        <translation>バックアップファイル</translation>
    </message>
    <message>
        <source>Triptych projects (*.triptych)</source>
        <translation>Triptych プロジェクト (*.triptych)</translation>
    </message>
    <message>
        <source>Back up</source>
        <translation>バックアップする</translation>
    </message>
</context>
<context>
    <name>triptych::ui::BackupSettings</name>
    <message>
        <source>Backed up: %1</source>
        <translation>バックアップしました：%1</translation>
    </message>
    <message>
        <source>Give the whole path of the folder, or none.</source>
        <translation>フォルダの完全なパスを入力するか、空欄にしてください。</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>まだありません。</translation>
    </message>
    <message>
        <source>Open a project to see its backups.</source>
        <translation>プロジェクトを開くと、そのバックアップが表示されます。</translation>
    </message>
    <message>
        <source>Back up by itself</source>
        <translation>自動バックアップ</translation>
    </message>
    <message>
        <source>A whole copy of the project file, made while you work. Nothing is made when nothing changed.</source>
        <translation>作業中に、プロジェクトファイルの完全なコピーを作ります。変更がなければ作りません。</translation>
    </message>
    <message>
        <source>never</source>
        <translation>しない</translation>
    </message>
    <message>
        <source>every </source>
        <comment>hours: before the number</comment>
        <translation>間隔 </translation>
    </message>
    <message>
        <source> h</source>
        <comment>hours: after the number</comment>
        <translation> 時間</translation>
    </message>
    <message>
        <source>How many to keep</source>
        <translation>残す数</translation>
    </message>
    <message>
        <source>The oldest goes when a new one is complete. Other files are never touched.</source>
        <translation>新しいものができあがってから、いちばん古いものを消します。ほかのファイルには触れません。</translation>
    </message>
    <message>
        <source>Folder for backups</source>
        <translation>バックアップ先のフォルダ</translation>
    </message>
    <message>
        <source>Another disk keeps them when this one breaks.</source>
        <translation>別のディスクにしておくと、このディスクが壊れても残ります。</translation>
    </message>
    <message>
        <source>beside the project</source>
        <translation>プロジェクトと同じ場所</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>今すぐバックアップ</translation>
    </message>
    <message>
        <source>Backups of this project</source>
        <translation>このプロジェクトのバックアップ</translation>
    </message>
</context>
<context>
    <name>triptych::ui::Banner</name>
    <message>
        <source>Close this message</source>
        <translation>このメッセージを閉じる</translation>
    </message>
</context>
<context>
    <name>triptych::ui::BrowseView</name>
    <message numerus="yes">
        <source>%1 pairs</source>
        <translation>
            <numerusform>%1 ペア</numerusform>
        </translation>
    </message>
    <message>
        <source>searching…</source>
        <translation>検索中…</translation>
    </message>
    <message>
        <source>%1 shown</source>
        <translation>%1 件を表示</translation>
    </message>
    <message>
        <source>Open in Review</source>
        <translation>レビューで開く</translation>
    </message>
    <message>
        <source>Copy the forward text</source>
        <translation>順方向のテキストをコピー</translation>
    </message>
    <message>
        <source>Filter by this category</source>
        <translation>このカテゴリで絞り込む</translation>
    </message>
    <message>
        <source>Accept forward</source>
        <translation>順方向を承認</translation>
    </message>
    <message>
        <source>Accept both</source>
        <translation>両方を承認</translation>
    </message>
    <message>
        <source>Reject forward</source>
        <translation>順方向を却下</translation>
    </message>
    <message>
        <source>Reject both</source>
        <translation>両方を却下</translation>
    </message>
    <message>
        <source>Exclude (wrong photo, not a pair)</source>
        <translation>除外（写真違い・ペアではない）</translation>
    </message>
    <message>
        <source>Browse</source>
        <translation>一覧</translation>
    </message>
    <message>
        <source>changed · refresh</source>
        <translation>変更あり・更新</translation>
    </message>
    <message>
        <source>Greyed rows no longer match; bring the list up to date (F5)</source>
        <translation>灰色の行はもう条件に合いません。一覧を更新します (F5)</translation>
    </message>
    <message>
        <source>Make pairs…</source>
        <translation>ペアを作る…</translation>
    </message>
    <message>
        <source>Write texts…</source>
        <translation>テキストを書く…</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>保存したビュー</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>グリッド</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>Show as a table</source>
        <translation>表で表示</translation>
    </message>
    <message>
        <source>Show as a grid of photos</source>
        <translation>写真のグリッドで表示</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>ペア</translation>
    </message>
    <message>
        <source>Pairs as photos</source>
        <translation>写真で見るペア</translation>
    </message>
    <message>
        <source>Number of pairs</source>
        <translation>ペアの数</translation>
    </message>
    <message>
        <source>Deciding</source>
        <translation>判定中</translation>
    </message>
    <message>
        <source>Query with this pair</source>
        <translation>このペアで検索</translation>
    </message>
    <message>
        <source>More like the reference</source>
        <translation>参照に似た画像</translation>
    </message>
    <message>
        <source>More like the target</source>
        <translation>ターゲットに似た画像</translation>
    </message>
</context>
<context>
    <name>triptych::ui::BulkBar</name>
    <message numerus="yes">
        <source>Accept %1 texts?</source>
        <translation>
            <numerusform>%1 件のテキストを承認しますか？</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject %1 texts?</source>
        <translation>
            <numerusform>%1 件のテキストを却下しますか？</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exclude %1 pairs?</source>
        <translation>
            <numerusform>%1 組のペアを除外しますか？</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 texts accepted.</source>
        <translation>
            <numerusform>%1 件のテキストを承認しました。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 texts rejected.</source>
        <translation>
            <numerusform>%1 件のテキストを却下しました。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 pairs excluded.</source>
        <translation>
            <numerusform>%1 組のペアを除外しました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message numerus="yes">
        <source>All %1 pairs that match are selected</source>
        <translation>
            <numerusform>条件に合う %1 組すべてを選択中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 pairs selected</source>
        <translation>
            <numerusform>%1 組を選択中</numerusform>
        </translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>数えています…</translation>
    </message>
    <message>
        <source>Nothing to do: no undecided text is among them.</source>
        <translation>未判定のテキストがないため、することはありません。</translation>
    </message>
    <message numerus="yes">
        <source>%1 that are decided or missing stay as they are.</source>
        <translation>
            <numerusform>判定済みまたはテキストのない %1 件はそのままです。</numerusform>
        </translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>保存中…</translation>
    </message>
    <message>
        <source>Undone.</source>
        <translation>取り消しました。</translation>
    </message>
    <message>
        <source>Accept forward</source>
        <translation>順方向を承認</translation>
    </message>
    <message>
        <source>Accept both</source>
        <translation>両方を承認</translation>
    </message>
    <message>
        <source>Reject forward</source>
        <translation>順方向を却下</translation>
    </message>
    <message>
        <source>Reject both</source>
        <translation>両方を却下</translation>
    </message>
    <message>
        <source>Exclude</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>Wrong photo, or not a pair; can be undone</source>
        <translation>写真違い、またはペアではない（取り消せます）</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>適用</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>取り消す</translation>
    </message>
    <message>
        <source>Selected pairs</source>
        <translation>選択したペア</translation>
    </message>
</context>
<context>
    <name>triptych::ui::CaseList</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Saved cases</source>
        <translation>保存した検索例</translation>
    </message>
    <message>
        <source>Running…</source>
        <translation>実行中…</translation>
    </message>
    <message>
        <source>Run all</source>
        <translation>すべて実行</translation>
    </message>
    <message>
        <source>Before and after…</source>
        <translation>実行前後の比較…</translation>
    </message>
    <message>
        <source>Save a query whose right answer you know with Ctrl+S. Run again after a change, it tells what got better and what got worse.</source>
        <translation>正解がわかっている検索を Ctrl+S で保存できます。変更のあとに再実行すると、良くなったものと悪くなったものがわかります。</translation>
    </message>
    <message>
        <source>Ask it again</source>
        <translation>もう一度検索</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>名前を変更…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
</context>
<context>
    <name>triptych::ui::CaseTablePanel</name>
    <message>
        <source>Saved cases, before and after</source>
        <translation>保存した検索例の前後比較</translation>
    </message>
    <message>
        <source>With %1 and the %2. %3</source>
        <translation>%1・%2。%3</translation>
    </message>
    <message>
        <source>Ranks of the right answers</source>
        <translation>正解の順位</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>検索例</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>後</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>変化</translation>
    </message>
    <message>
        <source>▲%1 better</source>
        <translation>▲%1 改善</translation>
    </message>
    <message>
        <source>▼%1 worse</source>
        <translation>▼%1 悪化</translation>
    </message>
    <message>
        <source>same</source>
        <translation>同じ</translation>
    </message>
</context>
<context>
    <name>triptych::ui::CompletionList</name>
    <message>
        <source>Earlier wordings</source>
        <translation>これまでの表現</translation>
    </message>
    <message>
        <source>Tab takes  ·  ↓ ↑ choose  ·  Esc closes</source>
        <translation>Tab で入力  ·  ↓ ↑ で選択  ·  Esc で閉じる</translation>
    </message>
</context>
<context>
    <name>triptych::ui::DifferenceView</name>
    <message>
        <source>Difference of reference and target</source>
        <translation>参照とターゲットの差分</translation>
    </message>
    <message>
        <source>%1 % of the pixels differ</source>
        <translation>ピクセルの %1 % が異なります</translation>
    </message>
    <message>
        <source>difference: %1 % of the pixels</source>
        <translation>差分：ピクセルの %1 %</translation>
    </message>
    <message>
        <source>no visible difference</source>
        <translation>目に見える差なし</translation>
    </message>
</context>
<context>
    <name>triptych::ui::EmptyQueue</name>
    <message>
        <source>Import…</source>
        <translation>取り込み…</translation>
    </message>
    <message>
        <source>Make pairs…</source>
        <translation>ペアを作る…</translation>
    </message>
    <message>
        <source>Write texts…</source>
        <translation>テキストを書く…</translation>
    </message>
    <message>
        <source>Show the whole queue</source>
        <translation>キュー全体を表示</translation>
    </message>
    <message>
        <source>Take back the last decision</source>
        <translation>直前の判定を取り消す</translation>
    </message>
    <message>
        <source>No images yet</source>
        <translation>まだ画像がありません</translation>
    </message>
    <message>
        <source>Import a folder of photos, a catalogue or a triplet file. The photos stay where they are.</source>
        <translation>写真のフォルダ、カタログ、またはトリプレットのファイルを取り込んでください。写真は元の場所のままです。</translation>
    </message>
    <message>
        <source>No pairs yet</source>
        <translation>まだペアがありません</translation>
    </message>
    <message>
        <source>Pairs are made from images of one product, or from images that look alike. Then texts are written for them.</source>
        <translation>同じ商品の画像、または似た画像からペアを作り、続けてテキストを書きます。</translation>
    </message>
    <message>
        <source>No texts yet</source>
        <translation>まだテキストがありません</translation>
    </message>
    <message>
        <source>The pairs are here. Let a generator write what changes from reference to target, and back; then you review it.</source>
        <translation>ペアはそろっています。参照からターゲットへ、またその逆に何が変わるかを生成器に書かせ、それをレビューします。</translation>
    </message>
    <message>
        <source>Nothing undecided here</source>
        <translation>ここに未判定はありません</translation>
    </message>
    <message>
        <source>No undecided text matches the filter.</source>
        <translation>条件に合う未判定のテキストはありません。</translation>
    </message>
    <message>
        <source>All reviewed</source>
        <translation>すべてレビュー済み</translation>
    </message>
    <message>
        <source>Every text is decided. Export the triplets, or make more pairs and texts to go on.</source>
        <translation>すべてのテキストが判定済みです。トリプレットを書き出すか、ペアとテキストを追加して続けてください。</translation>
    </message>
</context>
<context>
    <name>triptych::ui::EmptyState</name>
    <message>
        <source>No images yet</source>
        <translation>まだ画像がありません</translation>
    </message>
    <message>
        <source>Bring in a folder of photos or a catalogue. The images stay where they are.</source>
        <translation>写真のフォルダかカタログを取り込んでください。画像は元の場所のままです。</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>取り込み…</translation>
    </message>
    <message>
        <source>No pairs yet</source>
        <translation>まだペアがありません</translation>
    </message>
    <message>
        <source>A pair is two photos of one product, or of similar ones, that differ in something that can be said.</source>
        <translation>ペアとは、言葉で言える違いのある、同じ商品または似た商品の 2 枚の写真です。</translation>
    </message>
    <message>
        <source>Make pairs…</source>
        <translation>ペアを作る…</translation>
    </message>
    <message>
        <source>Nothing matches the filter</source>
        <translation>条件に合うものがありません</translation>
    </message>
    <message>
        <source>Take a term out of the filter, or begin with all pairs again.</source>
        <translation>条件を 1 つ外すか、すべてのペアからやり直してください。</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>条件を消す</translation>
    </message>
</context>
<context>
    <name>triptych::ui::EvidenceLine</name>
    <message>
        <source>empty</source>
        <translation>空です</translation>
    </message>
    <message>
        <source>very short</source>
        <translation>とても短い</translation>
    </message>
    <message>
        <source>very long</source>
        <translation>とても長い</translation>
    </message>
    <message>
        <source>repeats “%1”</source>
        <translation>「%1」の繰り返し</translation>
    </message>
    <message>
        <source>speaks of the image: “%1”</source>
        <translation>画像に言及：「%1」</translation>
    </message>
    <message>
        <source>the same text both ways</source>
        <translation>順方向と逆方向が同じ</translation>
    </message>
    <message>
        <source>accept probability %1</source>
        <translation>承認の見込み %1</translation>
    </message>
    <message>
        <source>The text checks found nothing</source>
        <translation>テキストの確認では問題なし</translation>
    </message>
    <message>
        <source>Machine evidence: %1</source>
        <translation>機械の判断材料：%1</translation>
    </message>
</context>
<context>
    <name>triptych::ui::ExchangePage</name>
    <message>
        <source>Exchange</source>
        <translation>入出力</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>取り込む</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>書き出す</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>バックアップ</translation>
    </message>
    <message>
        <source>images and triplets into this project</source>
        <translation>画像とトリプレットをこのプロジェクトへ</translation>
    </message>
    <message>
        <source>curated triplets for other people&apos;s training code</source>
        <translation>学習コードで使える、選び抜いたトリプレット</translation>
    </message>
    <message>
        <source>a copy of the project file</source>
        <translation>プロジェクトファイルのコピー</translation>
    </message>
</context>
<context>
    <name>triptych::ui::ExportPanel</name>
    <message>
        <source>No triplet fits yet: only forward texts that were accepted or edited are exported unless a filter says otherwise.</source>
        <translation>該当するトリプレットはまだありません。条件を指定しなければ、承認または編集した順方向のテキストだけを書き出します。</translation>
    </message>
    <message>
        <source>%1 triplets; the first rows:</source>
        <translation>%1 件のトリプレット。先頭の行：</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>参照</translation>
    </message>
    <message>
        <source>text</source>
        <translation>テキスト</translation>
    </message>
    <message>
        <source>target</source>
        <translation>ターゲット</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>書き出し中</translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>%1 に書き出しました</translation>
    </message>
    <message>
        <source>JSON Lines</source>
        <translation>JSON Lines</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>CIRR</source>
        <translation>CIRR</translation>
    </message>
    <message>
        <source>Triptych (lossless)</source>
        <translation>Triptych（無損失）</translation>
    </message>
    <message>
        <source>names only</source>
        <translation>名前のみ</translation>
    </message>
    <message>
        <source>copied</source>
        <translation>コピーする</translation>
    </message>
    <message>
        <source>linked</source>
        <translation>リンクする</translation>
    </message>
    <message>
        <source>scaled to (pixels)</source>
        <translation>縮小する（ピクセル）</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>フォルダ</translation>
    </message>
    <message>
        <source>direction:forward status:accepted,edited</source>
        <translation>direction:forward status:accepted,edited</translation>
    </message>
    <message>
        <source>Longer side in pixels</source>
        <translation>長辺のピクセル数</translation>
    </message>
    <message>
        <source>a new or empty folder</source>
        <translation>新しいフォルダまたは空のフォルダ</translation>
    </message>
    <message>
        <source>Reverse texts as triplets of their own (target, text, reference)</source>
        <translation>逆方向のテキストも独立したトリプレットにする（ターゲット、テキスト、参照）</translation>
    </message>
    <message>
        <source>Also texts released by the gate without having been read</source>
        <translation>読まれずにゲートを通過したテキストも含める</translation>
    </message>
    <message>
        <source>The first triplets</source>
        <translation>先頭のトリプレット</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>書き出す</translation>
    </message>
</context>
<context>
    <name>triptych::ui::FacetColumn</name>
    <message>
        <source>Facets: values and how many texts have them</source>
        <translation>ファセット：値とそのテキスト数</translation>
    </message>
</context>
<context>
    <name>triptych::ui::FacetModel</name>
    <message numerus="yes">
        <source>%n more…</source>
        <translation>
            <numerusform>ほか %n 件…</numerusform>
        </translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>カテゴリ</translation>
    </message>
    <message>
        <source>Generator</source>
        <translation>生成器</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>%1, %2, in the filter</source>
        <translation>%1、%2、条件に使用中</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1、%2</translation>
    </message>
</context>
<context>
    <name>triptych::ui::FieldCompletion</name>
    <message>
        <source>%1, wording %2 of %3, Tab takes it</source>
        <translation>%1、表現 %2 / %3、Tab で入力</translation>
    </message>
</context>
<context>
    <name>triptych::ui::FieldSpelling</name>
    <message>
        <source>Looking for suggestions…</source>
        <translation>修正候補を探しています…</translation>
    </message>
    <message>
        <source>No suggestion for this word</source>
        <translation>この語の修正候補はありません</translation>
    </message>
</context>
<context>
    <name>triptych::ui::FileField</name>
    <message>
        <source>Choose: %1</source>
        <translation>選ぶ：%1</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選ぶ…</translation>
    </message>
</context>
<context>
    <name>triptych::ui::FilterBar</name>
    <message>
        <source>Character %1: %2.</source>
        <translation>%1 文字目：%2。</translation>
    </message>
    <message>
        <source>Filter, e.g.  status:pending category:Tees text:blue score&lt;0.4</source>
        <translation>条件&#x3000;例：status:pending category:Tees text:blue score&lt;0.4</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Keys and values; Ctrl+Space offers what fits</source>
        <translation>キーと値。Ctrl+Space で候補を表示</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>条件を消す</translation>
    </message>
    <message>
        <source>Clear the filter (Esc)</source>
        <translation>条件を消す (Esc)</translation>
    </message>
</context>
<context>
    <name>triptych::ui::FirstRunPage</name>
    <message>
        <source>Triptych</source>
        <translation>Triptych</translation>
    </message>
    <message>
        <source>Two images and the sentence that leads from one to the other: make them, read them, keep the true ones.</source>
        <translation>2 枚の画像と、一方からもう一方へ導く一文。作って、読んで、正しいものだけを残します。</translation>
    </message>
    <message>
        <source>Open sample</source>
        <translation>サンプルを開く</translation>
    </message>
    <message>
        <source>A small drawn catalogue with texts, some of them wrong on purpose.</source>
        <translation>描画で作った小さなカタログ。わざと誤らせたテキストも混ざっています。</translation>
    </message>
    <message>
        <source>New from image folder</source>
        <translation>画像フォルダから新規作成</translation>
    </message>
    <message>
        <source>Photos stay where they are; pairs are made for you.</source>
        <translation>写真は元の場所のまま。ペアは自動で作ります。</translation>
    </message>
    <message>
        <source>New from catalogue (CSV)</source>
        <translation>カタログ (CSV) から新規作成</translation>
    </message>
    <message>
        <source>Images with attributes: pairs and their texts are written for you.</source>
        <translation>属性付きの画像から、ペアとテキストを自動で作ります。</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>プロジェクトを開く</translation>
    </message>
    <message>
        <source>A .triptych file; also by dropping it here.</source>
        <translation>.triptych ファイル。ここにドロップしても開けます。</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近使ったもの</translation>
    </message>
    <message>
        <source>Back to the open project</source>
        <translation>開いているプロジェクトに戻る</translation>
    </message>
    <message>
        <source>Project file</source>
        <translation>プロジェクトファイル</translation>
    </message>
    <message>
        <source>Triptych projects (*.triptych)</source>
        <translation>Triptych プロジェクト (*.triptych)</translation>
    </message>
    <message>
        <source>Texts in</source>
        <translation>テキストの言語</translation>
    </message>
    <message>
        <source>Language of the texts</source>
        <translation>テキストの言語</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英語</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>日本語</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>始める</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>やめる</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進み具合</translation>
    </message>
    <message>
        <source>Choose a folder of images</source>
        <translation>画像フォルダを選ぶ</translation>
    </message>
    <message>
        <source>Choose a catalogue</source>
        <translation>カタログを選ぶ</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt);;All files (*)</source>
        <translation>表 (*.csv *.tsv *.txt);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>プロジェクトを開く</translation>
    </message>
    <message>
        <source>Triptych projects (*.triptych);;All files (*)</source>
        <translation>Triptych プロジェクト (*.triptych);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>New project from a folder of images</source>
        <translation>画像フォルダから新しいプロジェクト</translation>
    </message>
    <message>
        <source>New project from a catalogue</source>
        <translation>カタログから新しいプロジェクト</translation>
    </message>
    <message>
        <source>Making the project</source>
        <translation>プロジェクトを作成中</translation>
    </message>
    <message>
        <source>Drawing the sample catalogue</source>
        <translation>サンプルのカタログを描画中</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>paused; go on from the strip below</source>
        <translation>一時停止中。下の帯から再開できます</translation>
    </message>
</context>
<context>
    <name>triptych::ui::GuidelinesView</name>
    <message>
        <source>%1 is not a file.</source>
        <translation>%1 はファイルではありません。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 を読めません：%2</translation>
    </message>
    <message>
        <source>%1 is larger than 1 MB. Guidelines are text.</source>
        <translation>%1 は 1 MB を超えています。テキストファイルを選んでください。</translation>
    </message>
    <message>
        <source>%1 is not text in UTF-8.</source>
        <translation>%1 は UTF-8 のテキストではありません。</translation>
    </message>
    <message>
        <source>Guidelines from a file</source>
        <translation>ファイルからガイドラインを読み込む</translation>
    </message>
    <message>
        <source>Markdown and text (*.md *.markdown *.txt)</source>
        <translation>Markdown とテキスト (*.md *.markdown *.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>a date, in Qt&apos;s letters</comment>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>編集</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>書く</translation>
    </message>
    <message>
        <source>Nothing here yet: write what a good text looks like, what to reject, and how to decide when in doubt. Or drop a Markdown file here.</source>
        <translation>まだ何もありません。よいテキストとはどんなものか、何を却下するか、迷ったときにどう決めるかを書いてください。Markdown ファイルをここにドロップしても取り込めます。</translation>
    </message>
    <message>
        <source>Guidelines</source>
        <translation>ガイドライン</translation>
    </message>
    <message>
        <source>Address of the link</source>
        <translation>リンクのアドレス</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>本文</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>プレビュー</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>ファイルから…</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>保存中…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Guidelines, as Markdown</source>
        <translation>ガイドライン（Markdown）</translation>
    </message>
    <message>
        <source># What a good text says
- what changes from the reference to the target
- nothing that cannot be seen</source>
        <translation># よいテキストとは
- 参照からターゲットへ何が変わるかを述べる
- 見て分からないことは書かない</translation>
    </message>
    <message>
        <source>Preview of the guidelines</source>
        <translation>ガイドラインのプレビュー</translation>
    </message>
    <message>
        <source>%1 saved version %2 meanwhile. Your draft is kept; saving makes it the newest.</source>
        <translation>その間に %1 が第 %2 版を保存しました。下書きは残っています。保存すると、下書きが最新の版になります。</translation>
    </message>
    <message>
        <source>version %1 · %2 · %3</source>
        <comment>number, date, person</comment>
        <translation>第 %1 版 · %2 · %3</translation>
    </message>
    <message>
        <source>Read another version</source>
        <translation>別の版を読む</translation>
    </message>
    <message>
        <source>An older version. Version %1 holds.</source>
        <translation>古い版です。現在の版は第 %1 版です。</translation>
    </message>
    <message>
        <source>Links are not opened here: copy the address</source>
        <translation>ここではリンクを開きません。アドレスをコピーしてください</translation>
    </message>
</context>
<context>
    <name>triptych::ui::HistoryView</name>
    <message>
        <source>History of the pair</source>
        <translation>ペアの履歴</translation>
    </message>
    <message>
        <source>Nothing has happened to this pair yet. Decisions, notes and corrections will stand here.</source>
        <translation>このペアにはまだ履歴がありません。判定、メモ、訂正がここに並びます。</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>取り消し済み</translation>
    </message>
</context>
<context>
    <name>triptych::ui::ImagePairView</name>
    <message>
        <source>target</source>
        <translation>ターゲット</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>参照</translation>
    </message>
    <message>
        <source>reference image</source>
        <translation>参照画像</translation>
    </message>
    <message>
        <source>target image</source>
        <translation>ターゲット画像</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1
%2</source>
        <translation>%1
%2</translation>
    </message>
    <message>
        <source>changed since it was imported</source>
        <translation>取り込み後に変更あり</translation>
    </message>
</context>
<context>
    <name>triptych::ui::ImagePane</name>
    <message>
        <source>Loading…</source>
        <translation>読み込み中…</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>triptych::ui::ImportForm</name>
    <message>
        <source>JSON Lines (*.jsonl *.ndjson *.json);;All files (*)</source>
        <translation>JSON Lines (*.jsonl *.ndjson *.json);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt);;All files (*)</source>
        <translation>表 (*.csv *.tsv *.txt);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Looking into it …</source>
        <translation>調べています…</translation>
    </message>
    <message>
        <source>(choose the column of image names)</source>
        <translation>（画像名の列を選んでください）</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>（なし）</translation>
    </message>
    <message>
        <source>more than %1 images</source>
        <translation>%1 枚を超える画像</translation>
    </message>
    <message>
        <source>%1 images</source>
        <translation>画像 %1 枚</translation>
    </message>
    <message>
        <source>encoding %1</source>
        <translation>文字コード %1</translation>
    </message>
    <message>
        <source>separated by %1</source>
        <translation>区切り %1</translation>
    </message>
    <message>
        <source>tabs</source>
        <translation>タブ</translation>
    </message>
    <message>
        <source>the first rows:</source>
        <translation>先頭の行：</translation>
    </message>
    <message>
        <source>Found: %1</source>
        <translation>見つかったもの：%1</translation>
    </message>
    <message>
        <source>Folder of images</source>
        <translation>画像フォルダ</translation>
    </message>
    <message>
        <source>Catalogue (CSV with attributes)</source>
        <translation>カタログ（属性付き CSV）</translation>
    </message>
    <message>
        <source>Triplets, JSON Lines</source>
        <translation>トリプレット（JSON Lines）</translation>
    </message>
    <message>
        <source>Triplets, CSV</source>
        <translation>トリプレット（CSV）</translation>
    </message>
    <message>
        <source>CIRR</source>
        <translation>CIRR</translation>
    </message>
    <message>
        <source>Triptych export (lossless)</source>
        <translation>Triptych の書き出し（無損失）</translation>
    </message>
    <message>
        <source>not known: pair similar images</source>
        <translation>不明：似た画像をペアにする</translation>
    </message>
    <message>
        <source>images in one sub-folder show one product</source>
        <translation>同じサブフォルダの画像は同じ商品</translation>
    </message>
    <message>
        <source>file names that share a stem (lamp-1, lamp-2)</source>
        <translation>ファイル名の幹が同じ画像は同じ商品 (lamp-1, lamp-2)</translation>
    </message>
    <message>
        <source>What</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>取り込み元</translation>
    </message>
    <message>
        <source>Image folder</source>
        <translation>画像フォルダ</translation>
    </message>
    <message>
        <source>beside the source</source>
        <translation>取り込み元と同じ場所</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Image column</source>
        <translation>画像の列</translation>
    </message>
    <message>
        <source>Product column</source>
        <translation>商品の列</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>カテゴリ</translation>
    </message>
    <message>
        <source>as the source says</source>
        <translation>取り込み元のとおり</translation>
    </message>
    <message>
        <source>The first rows of the source</source>
        <translation>取り込み元の先頭の行</translation>
    </message>
    <message>
        <source>choose it, or drop it on the window</source>
        <translation>選ぶか、ウィンドウにドロップしてください</translation>
    </message>
</context>
<context>
    <name>triptych::ui::ImportPanel</name>
    <message>
        <source>Checking the source</source>
        <translation>取り込み元を確認中</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>取り込み中</translation>
    </message>
    <message>
        <source>This would be imported; nothing was kept yet</source>
        <translation>取り込まれる内容です（まだ何も保存していません）</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>取り込みました</translation>
    </message>
    <message>
        <source>Check without importing</source>
        <translation>取り込まずに確認</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>取り込む</translation>
    </message>
</context>
<context>
    <name>triptych::ui::KeyHint</name>
    <message>
        <source>%1, key %2</source>
        <translation>%1、キー %2</translation>
    </message>
</context>
<context>
    <name>triptych::ui::KeyLegend</name>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>accept the edit</source>
        <translation>編集を承認</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>leave, keep a draft</source>
        <translation>やめる（下書きは残る）</translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation>Ctrl+R</translation>
    </message>
    <message>
        <source>back to the machine&apos;s text</source>
        <translation>機械のテキストに戻す</translation>
    </message>
</context>
<context>
    <name>triptych::ui::KeyMapEditor</name>
    <message>
        <source>Reason %1 for the last rejection</source>
        <translation>直前の却下に理由 %1 を付ける</translation>
    </message>
    <message>
        <source>“%1” has the preset&apos;s keys again.</source>
        <translation>「%1」のキーをプリセットに戻しました。</translation>
    </message>
    <message>
        <source>All keys are the preset&apos;s again.</source>
        <translation>すべてのキーをプリセットに戻しました。</translation>
    </message>
    <message>
        <source>press a key …</source>
        <translation>キーを押してください…</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>キーなし</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Press the key for “%1”. Esc leaves it as it is.</source>
        <translation>「%1」に使うキーを押してください。Esc で変えずに戻ります。</translation>
    </message>
    <message>
        <source>This key has its own work in the window. Press another one, or Esc.</source>
        <translation>このキーはウィンドウでほかの役割があります。別のキーか Esc を押してください。</translation>
    </message>
    <message>
        <source>%1 is now a key for “%2”.</source>
        <translation>%1 を「%2」に割り当てました。</translation>
    </message>
    <message>
        <source>%1 is the key for “%2” already.</source>
        <translation>%1 はすでに「%2」に割り当てられています。</translation>
    </message>
    <message>
        <source>“%1” has no key now.</source>
        <translation>「%1」のキーがなくなりました。</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>プリセット</translation>
    </message>
    <message>
        <source>Preset of keys</source>
        <translation>キーのプリセット</translation>
    </message>
    <message>
        <source>One key is enough</source>
        <translation>キー 1 つで操作</translation>
    </message>
    <message>
        <source>Switch it off if keys are pressed by accident or by dictation: every key of this table then works together with Alt only.</source>
        <translation>キーの押し間違いや音声入力による誤操作が起きるときはオフにしてください。この表のキーはすべて、Alt と一緒に押したときだけ働くようになります。</translation>
    </message>
    <message>
        <source>Keys of the Review page</source>
        <translation>レビューページのキー</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>Take it from there</source>
        <translation>こちらに移す</translation>
    </message>
    <message>
        <source>Leave it there</source>
        <translation>そのままにする</translation>
    </message>
    <message>
        <source>Change key</source>
        <translation>キーを変更</translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation>キーを追加</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>リセット</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>すべてリセット</translation>
    </message>
    <message>
        <source>Save a page to print…</source>
        <translation>印刷用に保存…</translation>
    </message>
</context>
<context>
    <name>triptych::ui::KeyOverlay</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>すべてのキー</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>In the field: accept the edit</source>
        <translation>入力欄：編集を承認</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>In the field: leave it, the draft is kept</source>
        <translation>入力欄：やめる（下書きは残ります）</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>any key closes</source>
        <translation>どのキーでも閉じます</translation>
    </message>
</context>
<context>
    <name>triptych::ui::LargeView</name>
    <message>
        <source>Reference: %1</source>
        <translation>参照：%1</translation>
    </message>
</context>
<context>
    <name>triptych::ui::MainWindow</name>
    <message>
        <source>New project…</source>
        <translation>新しいプロジェクト…</translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation>プロジェクトを開く…</translation>
    </message>
    <message>
        <source>Close project</source>
        <translation>プロジェクトを閉じる</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>取り込み…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>書き出し…</translation>
    </message>
    <message>
        <source>Make pairs…</source>
        <translation>ペアを作る…</translation>
    </message>
    <message>
        <source>Write texts…</source>
        <translation>テキストを書く…</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外観</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>システムに合わせる</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>ダーク</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>About Triptych</source>
        <translation>Triptych について</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>レビュー</translation>
    </message>
    <message>
        <source>Browse</source>
        <translation>一覧</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>入出力</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>メニュー</translation>
    </message>
    <message>
        <source>Triptych %1</source>
        <translation>Triptych %1</translation>
    </message>
    <message>
        <source>Training data for composed image retrieval: pairs of images, the texts between them, and what people think of these texts.

Offline, no account, no telemetry. Free software under the GNU General Public License, version 3 or later. With Qt, OpenCV, SQLite and ICU.</source>
        <translation>合成画像検索のための学習データを作ります。画像のペア、その間をつなぐテキスト、そして人の判定。

オフラインで動作し、アカウントも利用状況の送信もありません。GNU General Public License バージョン 3 以降に基づくフリーソフトウェアです。Qt、OpenCV、SQLite、ICU を使用しています。</translation>
    </message>
    <message>
        <source>Waiting for %1 to finish writing.</source>
        <translation>%1 の書き込みが終わるのを待っています。</translation>
    </message>
    <message>
        <source>%1 — Triptych</source>
        <translation>%1 — Triptych</translation>
    </message>
    <message>
        <source>Triptych</source>
        <translation>Triptych</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>設定…</translation>
    </message>
    <message>
        <source>No backup could be made. %1</source>
        <translation>バックアップを作れませんでした。%1</translation>
    </message>
    <message>
        <source>Backup settings…</source>
        <translation>バックアップの設定…</translation>
    </message>
    <message>
        <source>Your settings could not be saved in %1. They hold until the window is closed.</source>
        <translation>設定を %1 に保存できませんでした。ウィンドウを閉じるまでは有効です。</translation>
    </message>
    <message>
        <source>Your settings could not be read, so the usual ones hold. The file is kept as %1.</source>
        <translation>設定を読み込めなかったため、標準の設定を使っています。元のファイルは %1 として残してあります。</translation>
    </message>
    <message numerus="yes">
        <source>%n decision(s) could not be saved yet and would be lost. Make room on the disk: they are saved by themselves.</source>
        <translation>
            <numerusform>%n 件の判定をまだ保存できていません。このままでは失われます。ディスクの空き容量を増やすと、自動で保存されます。</numerusform>
        </translation>
    </message>
    <message>
        <source>Leave without them</source>
        <translation>保存せずに閉じる</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Query with this pair</source>
        <translation>このペアで検索</translation>
    </message>
</context>
<context>
    <name>triptych::ui::MakePairsPanel</name>
    <message>
        <source>Counting …</source>
        <translation>数えています…</translation>
    </message>
    <message>
        <source>This rule would add no pair: all that it allows are there already, or no product has two images.</source>
        <translation>この規則で追加できるペアはありません。すでにすべてあるか、2 枚以上の画像を持つ商品がありません。</translation>
    </message>
    <message>
        <source>%1 ordered pairs would be added, each with its mirror.</source>
        <translation>順序付きのペアが %1 組追加されます（逆向きを含む）。</translation>
    </message>
    <message>
        <source>Making pairs</source>
        <translation>ペアを作成中</translation>
    </message>
    <message>
        <source>Make pairs</source>
        <translation>ペアを作る</translation>
    </message>
    <message>
        <source>Images of one product</source>
        <translation>同じ商品の画像</translation>
    </message>
    <message>
        <source>Images that look alike</source>
        <translation>見た目の似た画像</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>Pairs at most</source>
        <translation>ペアの上限</translation>
    </message>
</context>
<context>
    <name>triptych::ui::MarkdownReader</name>
    <message>
        <source>[image: %1]</source>
        <translation>[画像：%1]</translation>
    </message>
</context>
<context>
    <name>triptych::ui::NoteBar</name>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>To the lead. Enter saves it, Esc leaves it.</source>
        <translation>リーダーへ。Enter で保存、Esc でやめます。</translation>
    </message>
    <message>
        <source>Note to the lead</source>
        <translation>リーダーへのメモ</translation>
    </message>
</context>
<context>
    <name>triptych::ui::PaceView</name>
    <message>
        <source>Time left</source>
        <translation>残り時間</translation>
    </message>
    <message>
        <source>Done in the project</source>
        <translation>プロジェクト全体の判定</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日の判定</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>自分の判定</translation>
    </message>
    <message>
        <source>An hour</source>
        <translation>1 時間あたり</translation>
    </message>
    <message>
        <source>A decision takes</source>
        <translation>1 件にかかる時間</translation>
    </message>
    <message>
        <source>Accepted of yours</source>
        <translation>自分の承認率</translation>
    </message>
    <message>
        <source>Accepted today</source>
        <translation>今日の承認率</translation>
    </message>
    <message>
        <source>Counted in texts, forward and reverse apart. Breaks of more than a minute do not count. A decision&apos;s time is the median of today&apos;s.</source>
        <translation>テキスト単位の数です（順方向と逆方向は別）。1 分を超える休憩は含みません。1 件にかかる時間は今日の中央値です。</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>ペース</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>まだ不明</translation>
    </message>
    <message>
        <source>nothing left</source>
        <translation>残りなし</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>Left in the project</source>
        <translation>プロジェクト全体の残り</translation>
    </message>
</context>
<context>
    <name>triptych::ui::PairTableModel</name>
    <message>
        <source>no longer in the project</source>
        <translation>プロジェクトにもうありません</translation>
    </message>
    <message>
        <source>no text yet</source>
        <translation>テキストなし</translation>
    </message>
    <message>
        <source>loading</source>
        <translation>読み込み中</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>%1: %2, no longer matches</source>
        <translation>%1：%2、もう条件に合いません</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>the attribute it was written from has changed</source>
        <translation>元になった属性が変わりました</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>参照</translation>
    </message>
    <message>
        <source>ref.</source>
        <comment>column: reference image</comment>
        <translation>参照</translation>
    </message>
    <message>
        <source>target</source>
        <translation>ターゲット</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>順方向</translation>
    </message>
    <message>
        <source>reverse</source>
        <translation>逆方向</translation>
    </message>
    <message>
        <source>forward is</source>
        <comment>column: state of the forward text</comment>
        <translation>順方向の状態</translation>
    </message>
    <message>
        <source>reverse is</source>
        <comment>column: state of the reverse text</comment>
        <translation>逆方向の状態</translation>
    </message>
    <message>
        <source>score</source>
        <translation>スコア</translation>
    </message>
</context>
<context>
    <name>triptych::ui::PopPanel</name>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>triptych::ui::ProgressLine</name>
    <message>
        <source>%1 accepted, %2 edited, %3 rejected of %4 texts</source>
        <translation>%4 件中、承認 %1、編集 %2、却下 %3</translation>
    </message>
</context>
<context>
    <name>triptych::ui::ProjectFigures</name>
    <message>
        <source>In this project</source>
        <translation>このプロジェクト</translation>
    </message>
    <message>
        <source>images</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>ordered pairs</source>
        <translation>順序付きペア</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>まだありません</translation>
    </message>
    <message>
        <source>%1 missing</source>
        <translation>見つからない画像 %1</translation>
    </message>
    <message>
        <source>%1 with their mirrors as one</source>
        <translation>逆向きを 1 つと数えて %1</translation>
    </message>
    <message>
        <source>forward texts</source>
        <translation>順方向のテキスト</translation>
    </message>
    <message>
        <source>reverse texts</source>
        <translation>逆方向のテキスト</translation>
    </message>
</context>
<context>
    <name>triptych::ui::QueryBar</name>
    <message>
        <source>%1 ⇄ %2</source>
        <translation>%1 ⇄ %2</translation>
    </message>
    <message>
        <source>all categories</source>
        <translation>全カテゴリ</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>what should be different, e.g. blue instead of black</source>
        <translation>変えたい点&#x3000;例：blue instead of black</translation>
    </message>
    <message>
        <source>What should be different</source>
        <translation>変えたい点</translation>
    </message>
    <message>
        <source>without …</source>
        <translation>除きたいもの</translation>
    </message>
    <message>
        <source>What must not be there</source>
        <translation>除きたいもの</translation>
    </message>
    <message>
        <source>Method, or two to compare</source>
        <translation>方式（2 つ選ぶと比較）</translation>
    </message>
    <message>
        <source>Two methods: ▲ and ▼ tell how much higher or lower a result stands with the first than with the second.</source>
        <translation>2 つの方式を選ぶと、1 つ目の順位が 2 つ目よりどれだけ上か下かを ▲ と ▼ で示します。</translation>
    </message>
    <message>
        <source>Category to search in</source>
        <translation>検索するカテゴリ</translation>
    </message>
    <message>
        <source>A second text</source>
        <translation>2 つ目のテキスト</translation>
    </message>
    <message>
        <source>Add a second text with a weight of its own</source>
        <translation>重みを別に持つ 2 つ目のテキストを追加</translation>
    </message>
</context>
<context>
    <name>triptych::ui::QueryDesk</name>
    <message>
        <source>The project is read-only: nothing can be saved.</source>
        <translation>プロジェクトは読み取り専用のため、保存できません。</translation>
    </message>
    <message>
        <source>There is no query to save yet.</source>
        <translation>保存する検索がまだありません。</translation>
    </message>
    <message>
        <source>A pasted image cannot be kept in a case. Take it from a file instead.</source>
        <translation>貼り付けた画像は検索例に保存できません。ファイルから選んでください。</translation>
    </message>
    <message>
        <source>This query is among the saved cases already.</source>
        <translation>この検索はすでに保存されています。</translation>
    </message>
    <message>
        <source>Saved. “Run all” tells where its right answer stands.</source>
        <translation>保存しました。「すべて実行」で正解の順位がわかります。</translation>
    </message>
    <message>
        <source>Saved. Mark its right answer with R, so that a run can tell where it stands.</source>
        <translation>保存しました。R キーで正解を登録すると、実行時に順位がわかります。</translation>
    </message>
    <message>
        <source>“%1” is no longer among the saved cases.</source>
        <translation>「%1」を検索例から削除しました。</translation>
    </message>
    <message>
        <source>The project is read-only: nothing can be marked.</source>
        <translation>プロジェクトは読み取り専用のため、登録できません。</translation>
    </message>
    <message>
        <source>A pair needs two images: choose a reference first.</source>
        <translation>ペアには画像が 2 枚必要です。先に参照を選んでください。</translation>
    </message>
    <message>
        <source>No pair is made: the reference is not an image of this project. Save the query as a case to keep this answer.</source>
        <translation>参照がこのプロジェクトの画像ではないため、ペアは作られません。検索例として保存すると、この答えを残せます。</translation>
    </message>
    <message>
        <source>This is the reference itself.</source>
        <translation>これは参照そのものです。</translation>
    </message>
    <message>
        <source>Write what changes first: it becomes the text of the pair.</source>
        <translation>先に変えたい点を入力してください。それがペアのテキストになります。</translation>
    </message>
    <message>
        <source>Taken back.</source>
        <translation>取り消しました。</translation>
    </message>
    <message>
        <source>%1 is right: kept as a pair with this text, accepted.</source>
        <translation>%1 を正解として、このテキストのペアを承認済みで保存しました。</translation>
    </message>
    <message>
        <source>%1 is no longer marked as wrong.</source>
        <translation>%1 の「不正解」を解除しました。</translation>
    </message>
    <message>
        <source>Wrong answers are kept with a saved case, and a pasted image cannot be kept in one. Take it from a file instead.</source>
        <translation>不正解は検索例と一緒に保存されますが、貼り付けた画像は検索例に保存できません。ファイルから選んでください。</translation>
    </message>
    <message>
        <source>%1 is wrong: kept with this query as a saved case.</source>
        <translation>%1 を不正解として、この検索を検索例に保存しました。</translation>
    </message>
    <message>
        <source>%1 is wrong: kept with this case.</source>
        <translation>%1 を不正解として、この検索例に保存しました。</translation>
    </message>
    <message>
        <source>There is nothing to take back on this page.</source>
        <translation>このページで取り消せる操作はありません。</translation>
    </message>
    <message>
        <source>Running the saved cases</source>
        <translation>検索例の実行</translation>
    </message>
    <message>
        <source>Encoding images</source>
        <translation>画像のエンコード</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) could not be read and were left out.</source>
        <translation>
            <numerusform>%n 枚の画像は読み込めなかったため、除外しました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Getting the standard model</source>
        <translation>標準モデルの取得</translation>
    </message>
</context>
<context>
    <name>triptych::ui::QueryEmpty</name>
    <message>
        <source>Encoding the images</source>
        <translation>画像をエンコードしています</translation>
    </message>
    <message>
        <source>Not searchable yet</source>
        <translation>まだ検索できません</translation>
    </message>
    <message>
        <source>A query compares images by numbers that an encoder makes of each of them, once. The built-in encoder takes moments.</source>
        <translation>検索では、エンコーダが画像ごとに一度だけ作る数値を比べます。内蔵エンコーダならすぐに終わります。</translation>
    </message>
    <message>
        <source>A query compares images by numbers that an encoder makes of each of them, once. It runs in the background and can be paused.</source>
        <translation>検索では、エンコーダが画像ごとに一度だけ作る数値を比べます。バックグラウンドで実行され、一時停止できます。</translation>
    </message>
    <message numerus="yes">
        <source>Encode %n image(s)</source>
        <translation>
            <numerusform>%n 枚の画像をエンコード</numerusform>
        </translation>
    </message>
    <message>
        <source>Loading the encoder…</source>
        <translation>エンコーダを読み込んでいます…</translation>
    </message>
    <message>
        <source>A moment, the first time only.</source>
        <translation>少しお待ちください（初回のみ）。</translation>
    </message>
    <message>
        <source>No images yet</source>
        <translation>画像がまだありません</translation>
    </message>
    <message>
        <source>Bring in a folder of photos or a catalogue. The images stay where they are.</source>
        <translation>写真のフォルダまたはカタログを取り込んでください。画像は元の場所のままです。</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>取り込み…</translation>
    </message>
    <message>
        <source>Start from an image, from words, or from both</source>
        <translation>画像、言葉、またはその両方から始めます</translation>
    </message>
    <message>
        <source>Drop or pick a reference at the left and say what should be different, like “blue instead of black”.</source>
        <translation>左に参照画像をドロップするか選び、「blue instead of black」のように変えたい点を入力してください。</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>うまくいきませんでした</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>見つかりませんでした</translation>
    </message>
    <message>
        <source>No encoded image is of this category.</source>
        <translation>このカテゴリにはエンコード済みの画像がありません。</translation>
    </message>
    <message>
        <source>What you ask is answered as soon as there is something to find. It goes on where it stopped, also after a restart.</source>
        <translation>見つけられるものができしだい、検索に答えます。止めても、再起動しても、続きから始まります。</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Encoding is paused</source>
        <translation>エンコードは一時停止中です</translation>
    </message>
    <message>
        <source>It goes on where it stopped.</source>
        <translation>続きから始まります。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>None of these words is known</source>
        <translation>これらの言葉はどれも知られていません</translation>
    </message>
    <message>
        <source>Say it in other words, or start from an image: drop or pick a reference at the left.</source>
        <translation>別の言葉で言い換えるか、画像から始めてください。左側に参照画像をドロップするか、選びます。</translation>
    </message>
</context>
<context>
    <name>triptych::ui::QuerySide</name>
    <message>
        <source>No image of this project is called “%1”.</source>
        <translation>このプロジェクトに「%1」という画像はありません。</translation>
    </message>
    <message>
        <source>Choose an image</source>
        <translation>画像を選ぶ</translation>
    </message>
    <message>
        <source>Images (*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff *.gif);;All files (*)</source>
        <translation>画像 (*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff *.gif);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>no reference: words alone</source>
        <translation>参照なし（言葉のみ）</translation>
    </message>
    <message>
        <source>second image: name or path</source>
        <translation>2 枚目の画像：名前またはパス</translation>
    </message>
    <message>
        <source>name or path of an image</source>
        <translation>画像の名前またはパス</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>参照</translation>
    </message>
    <message>
        <source>Drop, paste or pick an image</source>
        <translation>画像をドロップ、貼り付け、または選択</translation>
    </message>
    <message>
        <source>second</source>
        <translation>2 枚目</translation>
    </message>
    <message>
        <source>Drop here</source>
        <translation>ここにドロップ</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>クリア</translation>
    </message>
    <message>
        <source>Clear the reference</source>
        <translation>参照をクリア</translation>
    </message>
    <message>
        <source>Name or path of an image</source>
        <translation>画像の名前またはパス</translation>
    </message>
    <message>
        <source>Choose an image file…</source>
        <translation>画像ファイルを選ぶ…</translation>
    </message>
    <message>
        <source>joins with weight</source>
        <translation>加える重み</translation>
    </message>
    <message>
        <source>Weight of the second image</source>
        <translation>2 枚目の画像の重み</translation>
    </message>
    <message>
        <source>Without it</source>
        <translation>外す</translation>
    </message>
    <message>
        <source>Leave out the second image</source>
        <translation>2 枚目の画像を外す</translation>
    </message>
    <message>
        <source>Add a second image</source>
        <translation>2 枚目の画像を追加</translation>
    </message>
    <message>
        <source>image</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>text</source>
        <translation>テキスト</translation>
    </message>
    <message>
        <source>as fitted</source>
        <translation>推定値に戻す</translation>
    </message>
    <message>
        <source>The mark is the share that fitted best on this project&apos;s texts. A double click on the slider goes back to it.</source>
        <translation>印は、このプロジェクトのテキストに最も合った割合です。スライダーをダブルクリックすると、そこに戻ります。</translation>
    </message>
    <message>
        <source>Share of the text against the image</source>
        <translation>画像に対するテキストの割合</translation>
    </message>
</context>
<context>
    <name>triptych::ui::QueryView</name>
    <message>
        <source>undo</source>
        <translation>取り消し</translation>
    </message>
    <message>
        <source>Make this the reference</source>
        <translation>これを参照にする</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>大きく表示</translation>
    </message>
    <message>
        <source>This one is right</source>
        <translation>これが正解</translation>
    </message>
    <message>
        <source>Not wrong after all</source>
        <translation>不正解を解除</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>不正解</translation>
    </message>
    <message>
        <source>Tell where this one stands</source>
        <translation>この画像の順位を表示</translation>
    </message>
    <message>
        <source>Show its pairs in Browse</source>
        <translation>一覧でペアを表示</translation>
    </message>
    <message>
        <source>Copy its name</source>
        <translation>名前をコピー</translation>
    </message>
    <message>
        <source>Copy its path</source>
        <translation>パスをコピー</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Results, best first</source>
        <translation>結果（上位から）</translation>
    </message>
    <message>
        <source>R: keeps the reference, the text and this result as an accepted pair</source>
        <translation>R：参照・テキスト・この結果を、承認済みのペアとして保存します</translation>
    </message>
    <message>
        <source>W: keeps this result as a wrong answer of a saved case</source>
        <translation>W：この結果を、検索例の不正解として保存します</translation>
    </message>
    <message>
        <source>Save as case</source>
        <translation>検索例に保存</translation>
    </message>
    <message>
        <source>Ctrl+S: asks this query again whenever the cases are run</source>
        <translation>Ctrl+S：検索例の実行時に、この検索も繰り返します</translation>
    </message>
    <message>
        <source>Forget it</source>
        <translation>解除</translation>
    </message>
    <message>
        <source>Forget the known target</source>
        <translation>正解の指定を解除</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>画像 %n 枚</numerusform>
        </translation>
    </message>
    <message>
        <source>aligned without labels</source>
        <translation>ラベルなしで整列</translation>
    </message>
    <message>
        <source>aligned on this project&apos;s labels</source>
        <translation>このプロジェクトのラベルで整列</translation>
    </message>
    <message>
        <source>aligned by a trained model</source>
        <translation>学習済みモデルで整列</translation>
    </message>
    <message>
        <source>searching…</source>
        <translation>検索中…</translation>
    </message>
    <message>
        <source>loading the encoder…</source>
        <translation>エンコーダを読み込み中…</translation>
    </message>
    <message>
        <source>encoded and searched in %1 ms</source>
        <translation>エンコードと検索 %1 ms</translation>
    </message>
    <message>
        <source>This encoder was not taught %1: words of it are looked up where they are known, the rest is a guess.</source>
        <translation>このエンコーダは%1を学習していません。わかる単語だけを使い、残りは推測です。</translation>
    </message>
    <message>
        <source>The text is longer than the encoder reads; its end does not count.</source>
        <translation>テキストが長すぎるため、末尾は検索に使われません。</translation>
    </message>
    <message>
        <source>Built-in encoder in use: colours and shapes only. The standard model understands words better.</source>
        <translation>内蔵エンコーダを使用中です（色と形のみ）。標準モデルのほうが言葉をよく理解します。</translation>
    </message>
    <message>
        <source>Built-in encoder in use: the standard model is there but could not be loaded (%1).</source>
        <translation>内蔵エンコーダを使用中です。標準モデルを読み込めませんでした（%1）。</translation>
    </message>
    <message>
        <source>Get it (100 MB)</source>
        <translation>取得する (100 MB)</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) are not encoded yet and not found.</source>
        <translation>
            <numerusform>%n 枚の画像は未エンコードのため、検索されません。</numerusform>
        </translation>
    </message>
    <message>
        <source>Encode</source>
        <translation>エンコード</translation>
    </message>
    <message>
        <source>rank %1</source>
        <translation>%1 位</translation>
    </message>
    <message>
        <source>not among the images searched</source>
        <translation>検索対象外</translation>
    </message>
    <message>
        <source>known target: %1</source>
        <translation>正解：%1</translation>
    </message>
    <message>
        <source>%1 (%2: %3)</source>
        <translation>%1（%2：%3）</translation>
    </message>
    <message>
        <source>by text alone: %1</source>
        <translation>テキストのみ：%1</translation>
    </message>
    <message>
        <source>by image alone: %1</source>
        <translation>画像のみ：%1</translation>
    </message>
    <message>
        <source>Choose the folder with the fetched packages</source>
        <translation>取得したパッケージのフォルダを選択</translation>
    </message>
    <message>
        <source>%1 ms by the approximate index, which finds %2 of the best ten</source>
        <translation>近似索引で %1 ms（上位 10 件の %2 を見つけます）</translation>
    </message>
    <message>
        <source>The standard model is being fetched; the strip below shows how far it is.</source>
        <translation>標準モデルを取得しています。進み具合は下の帯に表示されます。</translation>
    </message>
    <message>
        <source>The standard model could not be fetched: %1. Without a network, fetch its two packages on another computer (“triptych models fetch” names them) and choose their folder here.</source>
        <translation>標準モデルを取得できませんでした：%1。ネットワークがないときは、別のコンピュータで 2 つのパッケージを取得し（名前は「triptych models fetch」が示します）、そのフォルダをここで選んでください。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>From a folder…</source>
        <translation>フォルダから…</translation>
    </message>
    <message>
        <source>%1…</source>
        <translation>%1…</translation>
    </message>
    <message>
        <source>%1 of %2 images encoded</source>
        <translation>%2 枚中 %1 枚をエンコード済み</translation>
    </message>
    <message>
        <source>%1 · %2 left</source>
        <translation>%1 · 残り %2</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) are still being encoded and not found yet.</source>
        <translation>
            <numerusform>%n 枚の画像はエンコード中のため、まだ検索されません。</numerusform>
        </translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>再開</translation>
    </message>
</context>
<context>
    <name>triptych::ui::ReasonBar</name>
    <message>
        <source>Both rejected. Why?</source>
        <translation>両方を却下しました。理由は？</translation>
    </message>
    <message>
        <source>Rejected. Why?</source>
        <translation>却下しました。理由は？</translation>
    </message>
    <message>
        <source>Change the list of reasons</source>
        <translation>理由の一覧を変更</translation>
    </message>
</context>
<context>
    <name>triptych::ui::ReasonRow</name>
    <message>
        <source>the reason, in a few words</source>
        <translation>理由を短い言葉で</translation>
    </message>
    <message>
        <source>Reason %1</source>
        <translation>理由 %1</translation>
    </message>
    <message>
        <source>Move reason %1 up</source>
        <translation>理由 %1 を上へ移動</translation>
    </message>
    <message>
        <source>Move reason %1 down</source>
        <translation>理由 %1 を下へ移動</translation>
    </message>
    <message>
        <source>Remove reason %1</source>
        <translation>理由 %1 を削除</translation>
    </message>
</context>
<context>
    <name>triptych::ui::ReasonsEditor</name>
    <message>
        <source>A new reason needs words.</source>
        <translation>新しい理由の言葉を入力してください。</translation>
    </message>
    <message>
        <source>Two reasons read the same.</source>
        <translation>同じ言葉の理由が 2 つあります。</translation>
    </message>
    <message>
        <source>At least one reason is needed.</source>
        <translation>理由は 1 つ以上必要です。</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>保存中…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Reasons for a rejection</source>
        <translation>却下の理由</translation>
    </message>
    <message>
        <source>After a rejection the digit gives the reason. Renaming keeps what earlier rejections mean; for another reason remove one and add one.</source>
        <translation>却下のあとに数字キーで理由を付けます。言葉を変えても、過去の却下の理由はそのままです。別の理由に替えるときは、削除してから追加してください。</translation>
    </message>
    <message>
        <source>Add a reason</source>
        <translation>理由を追加</translation>
    </message>
    <message>
        <source>The program&apos;s own</source>
        <translation>標準の理由に戻す</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
</context>
<context>
    <name>triptych::ui::RecentRow</name>
    <message>
        <source>Take off the list</source>
        <translation>一覧から外す</translation>
    </message>
    <message>
        <source>Take %1 off the list</source>
        <translation>%1 を一覧から外す</translation>
    </message>
    <message>
        <source>%1, not found</source>
        <translation>%1（見つかりません）</translation>
    </message>
</context>
<context>
    <name>triptych::ui::RecentStrip</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>last ten</source>
        <translation>最近の 10 件</translation>
    </message>
</context>
<context>
    <name>triptych::ui::ReportView</name>
    <message>
        <source>rejected</source>
        <translation>拒否</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>where</source>
        <translation>場所</translation>
    </message>
    <message>
        <source>what</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>detail</source>
        <translation>詳細</translation>
    </message>
    <message>
        <source>what to do</source>
        <translation>対処</translation>
    </message>
    <message>
        <source>Save the list</source>
        <translation>一覧を保存</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV ファイル (*.csv)</translation>
    </message>
    <message>
        <source>The list could not be saved: %1</source>
        <translation>一覧を保存できませんでした：%1</translation>
    </message>
    <message>
        <source>Save this list…</source>
        <translation>この一覧を保存…</translation>
    </message>
    <message>
        <source>What was rejected and why</source>
        <translation>受け付けなかったものとその理由</translation>
    </message>
</context>
<context>
    <name>triptych::ui::ResultModel</name>
    <message>
        <source>Rank %1: %2, score %3</source>
        <translation>%1 位：%2、スコア %3</translation>
    </message>
    <message>
        <source>%1; %2</source>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>%1; marked as right</source>
        <translation>%1、正解</translation>
    </message>
    <message>
        <source>%1; marked as wrong</source>
        <translation>%1、不正解</translation>
    </message>
</context>
<context>
    <name>triptych::ui::ReviewHeader</name>
    <message>
        <source>Review</source>
        <translation>レビュー</translation>
    </message>
    <message>
        <source>pair %1 of %2</source>
        <translation>ペア %1 / %2</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>残り %1</translation>
    </message>
    <message>
        <source>%1 an hour</source>
        <translation>毎時 %1</translation>
    </message>
    <message>
        <source>%1 today</source>
        <translation>今日 %1</translation>
    </message>
    <message>
        <source>%1 to go</source>
        <translation>あと %1</translation>
    </message>
    <message>
        <source>Filter %1: show the whole queue</source>
        <translation>条件 %1：キュー全体を表示</translation>
    </message>
    <message>
        <source>Show the whole queue</source>
        <translation>キュー全体を表示</translation>
    </message>
    <message>
        <source>blind pass</source>
        <translation>ブラインド判定</translation>
    </message>
    <message>
        <source>What colleagues decided is not shown</source>
        <translation>ほかの人の判定は表示されません</translation>
    </message>
    <message>
        <source>Pace: %1</source>
        <translation>ペース：%1</translation>
    </message>
    <message>
        <source>%1
Counted in texts, forward and reverse apart</source>
        <translation>%1
テキスト単位の数（順方向と逆方向は別）</translation>
    </message>
</context>
<context>
    <name>triptych::ui::ReviewPage</name>
    <message>
        <source>Review</source>
        <translation>レビュー</translation>
    </message>
    <message>
        <source>All decisions are saved again</source>
        <translation>すべての判定を保存し直しました</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>取り消しました</translation>
    </message>
    <message>
        <source>Taken back: %1</source>
        <translation>取り消しました：%1</translation>
    </message>
    <message>
        <source>Done again</source>
        <translation>やり直しました</translation>
    </message>
    <message>
        <source>Pair excluded</source>
        <translation>ペアを除外しました</translation>
    </message>
    <message>
        <source>Note saved</source>
        <translation>メモを保存しました</translation>
    </message>
    <message>
        <source>A text is one line</source>
        <translation>テキストは 1 行です</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>accepts the edit</source>
        <translation>編集を承認</translation>
    </message>
    <message>
        <source>%1  →  %2</source>
        <translation>%1  →  %2</translation>
    </message>
    <message>
        <source>This project is open for reading only</source>
        <translation>このプロジェクトは読み取り専用で開いています</translation>
    </message>
    <message>
        <source>The images are still loading</source>
        <translation>画像を読み込み中です</translation>
    </message>
    <message>
        <source>There is no pair here</source>
        <translation>ここにペアはありません</translation>
    </message>
    <message>
        <source>This direction has no text yet</source>
        <translation>この方向のテキストはまだありません</translation>
    </message>
    <message>
        <source>other direction</source>
        <translation>もう一方へ</translation>
    </message>
    <message>
        <source>A reason belongs to a rejection</source>
        <translation>理由は却下に付けるものです</translation>
    </message>
    <message>
        <source>rejects</source>
        <translation>却下</translation>
    </message>
    <message>
        <source>Nothing to take back</source>
        <translation>取り消すものがありません</translation>
    </message>
    <message>
        <source>Nothing to do again</source>
        <translation>やり直すものがありません</translation>
    </message>
    <message>
        <source>An empty text cannot be accepted</source>
        <translation>空のテキストは承認できません</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>leaves the field</source>
        <translation>入力欄を離れる</translation>
    </message>
    <message>
        <source>This is the first pair</source>
        <translation>最初のペアです</translation>
    </message>
    <message>
        <source>This direction has no other text</source>
        <translation>この方向にほかのテキストはありません</translation>
    </message>
    <message>
        <source>The draft could not be saved; it stays here until the window closes</source>
        <translation>下書きを保存できませんでした。ウィンドウを閉じるまではここに残ります</translation>
    </message>
    <message>
        <source>%1 corrected; texts that used it are marked as stale</source>
        <translation>%1 を訂正しました。これを使ったテキストは「要確認」になりました</translation>
    </message>
    <message numerus="yes">
        <source>%n accepted in a row within %1 s. Time for a second look?</source>
        <translation>
            <numerusform>%1 秒で %n 件を続けて承認しました。見直してみますか？</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::ui::RoundTripView</name>
    <message>
        <source>no text yet</source>
        <translation>テキストなし</translation>
    </message>
    <message>
        <source>the mirrored pair says</source>
        <translation>逆向きのペアでは</translation>
    </message>
    <message>
        <source>the mirrored pair says it differently</source>
        <translation>逆向きのペアでは別の表現</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>参照</translation>
    </message>
    <message>
        <source>target</source>
        <translation>ターゲット</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>往復</translation>
    </message>
</context>
<context>
    <name>triptych::ui::SaveBanner</name>
    <message>
        <source>Try again now</source>
        <translation>今すぐ再試行</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>A decision could not be applied. %1</source>
        <translation>判定を適用できませんでした。%1</translation>
    </message>
    <message>
        <source>One decision is not saved yet.</source>
        <translation>1 件の判定がまだ保存されていません。</translation>
    </message>
    <message>
        <source>%1 decisions are not saved yet.</source>
        <translation>%1 件の判定がまだ保存されていません。</translation>
    </message>
    <message>
        <source>%1 What you decide is kept here and tried again by itself. Leave the window open.</source>
        <translation>%1 判定はここに保持され、自動で再試行します。ウィンドウは開いたままにしてください。</translation>
    </message>
</context>
<context>
    <name>triptych::ui::SavedViews</name>
    <message>
        <source>All pairs</source>
        <translation>すべてのペア</translation>
    </message>
    <message>
        <source>Save this view</source>
        <translation>このビューを保存</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
</context>
<context>
    <name>triptych::ui::SecondText</name>
    <message>
        <source>and also …, e.g. with a hood</source>
        <translation>さらに …（例：with a hood）</translation>
    </message>
    <message>
        <source>Second text</source>
        <translation>2 つ目のテキスト</translation>
    </message>
    <message>
        <source>counts</source>
        <translation>重み</translation>
    </message>
    <message>
        <source>Weight of the second text</source>
        <translation>2 つ目のテキストの重み</translation>
    </message>
    <message>
        <source>How much it counts beside the first text. A second image has the same weight.</source>
        <translation>1 つ目のテキストに対する重みです。2 枚目の画像にも同じ重みを使います。</translation>
    </message>
    <message>
        <source>Without it</source>
        <translation>外す</translation>
    </message>
    <message>
        <source>Leave out the second text</source>
        <translation>2 つ目のテキストを外す</translation>
    </message>
</context>
<context>
    <name>triptych::ui::SettingsPage</name>
    <message>
        <source>Save the page of keys</source>
        <translation>キーの一覧を保存</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>保存しました：%1</translation>
    </message>
    <message>
        <source>%1 could not be written. Choose another folder.</source>
        <translation>%1 に書き込めませんでした。別のフォルダを選んでください。</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>General</source>
        <translation>全般</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>レビュー</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>バックアップ</translation>
    </message>
    <message>
        <source>Close the settings</source>
        <translation>設定を閉じる</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>閉じる (Esc)</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外観</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>システムに合わせる</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>ダーク</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Reviewer&apos;s name</source>
        <translation>担当者の名前</translation>
    </message>
    <message>
        <source>Decisions carry this name.</source>
        <translation>判定にはこの名前が記録されます。</translation>
    </message>
    <message>
        <source>A name is needed: decisions carry it.</source>
        <translation>名前を入力してください。判定に記録されます。</translation>
    </message>
    <message>
        <source>Memory for images</source>
        <translation>画像用のメモリ</translation>
    </message>
    <message>
        <source>More keeps more pairs ready ahead. Counts from the next start.</source>
        <translation>多いほど、先のペアを多く準備しておけます。次回の起動から有効です。</translation>
    </message>
    <message>
        <source> MB</source>
        <comment>after a number</comment>
        <translation> MB</translation>
    </message>
    <message>
        <source>Show machine evidence</source>
        <translation>機械の判断材料を表示</translation>
    </message>
    <message>
        <source>Blind pass</source>
        <translation>ブラインド判定</translation>
    </message>
    <message>
        <source>What colleagues decided stays hidden while you decide.</source>
        <translation>判定中は、ほかの人の判定を表示しません。</translation>
    </message>
    <message>
        <source>Say when accepts follow very fast</source>
        <translation>承認が速すぎるときに知らせる</translation>
    </message>
    <message>
        <source>A quiet line, no more: nothing is held up.</source>
        <translation>1 行だけ控えめに表示します。作業は止まりません。</translation>
    </message>
    <message>
        <source>Spelling hints</source>
        <translation>スペルのヒント</translation>
    </message>
    <message>
        <source>While a text is edited.</source>
        <translation>テキストの編集中に表示します。</translation>
    </message>
    <message>
        <source>Both orders of a mirrored pair</source>
        <translation>逆向きのペアも出す</translation>
    </message>
    <message>
        <source>A→B and B→A come up as pairs of their own.</source>
        <translation>A→B と B→A を、それぞれ独立したペアとして出します。</translation>
    </message>
    <message>
        <source>Of this project</source>
        <translation>このプロジェクト</translation>
    </message>
    <message>
        <source>Reasons for rejection…</source>
        <translation>却下の理由…</translation>
    </message>
    <message>
        <source>Guidelines…</source>
        <translation>ガイドライン…</translation>
    </message>
    <message>
        <source>Text checks and scores in one line under the texts. Hide them to judge without being led.</source>
        <translation>テキストの確認結果とスコアをテキストの下に 1 行で表示します。影響を受けずに判定したいときはオフにしてください。</translation>
    </message>
</context>
<context>
    <name>triptych::ui::SidePanel</name>
    <message>
        <source>History</source>
        <translation>履歴</translation>
    </message>
    <message>
        <source>Guidelines</source>
        <translation>ガイドライン</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>ペース</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Close the panel</source>
        <translation>パネルを閉じる</translation>
    </message>
</context>
<context>
    <name>triptych::ui::StandingNote</name>
    <message>
        <source>→ %1</source>
        <comment>forward: what a colleague decided</comment>
        <translation>→ %1</translation>
    </message>
    <message>
        <source>← %1</source>
        <comment>reverse: what a colleague decided</comment>
        <translation>← %1</translation>
    </message>
</context>
<context>
    <name>triptych::ui::StatusStrip</name>
    <message>
        <source>%1/s</source>
        <translation>毎秒 %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>残り %1</translation>
    </message>
    <message>
        <source>pausing …</source>
        <translation>一時停止しています…</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>一時停止中</translation>
    </message>
    <message>
        <source>reviewer: %1</source>
        <translation>担当：%1</translation>
    </message>
    <message>
        <source>Decisions carry this name. Click to change it.</source>
        <translation>判定にはこの名前が記録されます。クリックして変更できます。</translation>
    </message>
    <message>
        <source>Reviewer&apos;s name</source>
        <translation>担当者の名前</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>破棄</translation>
    </message>
    <message>
        <source>saving …</source>
        <translation>保存中…</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>保存済み</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>読み取り専用</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>no job running</source>
        <translation>実行中の処理なし</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>ほか %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>A name is needed: decisions carry it.</source>
        <translation>名前を入力してください。判定に記録されます。</translation>
    </message>
</context>
<context>
    <name>triptych::ui::StepTrail</name>
    <message>
        <source>Back to step %1: %2</source>
        <translation>手順 %1 に戻る：%2</translation>
    </message>
</context>
<context>
    <name>triptych::ui::SwipeView</name>
    <message>
        <source>Reference left of the line, target right of it</source>
        <translation>線の左が参照、右がターゲット</translation>
    </message>
    <message>
        <source>Left and Right move the line</source>
        <translation>← → で線を動かせます</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>参照</translation>
    </message>
    <message>
        <source>target</source>
        <translation>ターゲット</translation>
    </message>
</context>
<context>
    <name>triptych::ui::TextField</name>
    <message numerus="yes">
        <source>Too long: a text has at most %n character(s). The rest was left out.</source>
        <translation>
            <numerusform>長すぎます。テキストは %n 文字までです。超えた分は入力されていません。</numerusform>
        </translation>
    </message>
    <message>
        <source>Invisible characters were left out</source>
        <translation>目に見えない文字を取り除きました</translation>
    </message>
    <message numerus="yes">
        <source>A text has at most %n character(s)</source>
        <translation>
            <numerusform>テキストは %n 文字までです</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>triptych::ui::TextRow</name>
    <message>
        <source>No text yet</source>
        <translation>テキストなし</translation>
    </message>
    <message>
        <source>draft kept: E goes on</source>
        <translation>下書きあり：E で続ける</translation>
    </message>
    <message>
        <source>stale: the catalogue or the image has changed</source>
        <translation>要確認：カタログまたは画像が変わりました</translation>
    </message>
    <message>
        <source>editing</source>
        <translation>編集中</translation>
    </message>
    <message>
        <source>saving…</source>
        <translation>保存中…</translation>
    </message>
    <message>
        <source>%1 text: %2</source>
        <translation>%1のテキスト：%2</translation>
    </message>
    <message>
        <source>marked</source>
        <translation>選択中</translation>
    </message>
    <message>
        <source>%1 text</source>
        <translation>%1のテキスト</translation>
    </message>
    <message>
        <source>changes against the machine&apos;s text</source>
        <translation>機械のテキストからの変更</translation>
    </message>
    <message>
        <source>%1 decided so far</source>
        <translation>これまでに %1 人が判定</translation>
    </message>
    <message>
        <source>not the candidate</source>
        <translation>候補以外</translation>
    </message>
    <message>
        <source>not in the dictionary: %1</source>
        <translation>辞書にない語：%1</translation>
    </message>
    <message>
        <source>%1 → %2   Ctrl+.</source>
        <translation>%1 → %2   Ctrl+.</translation>
    </message>
    <message>
        <source>Spelling: %1</source>
        <translation>スペル：%1</translation>
    </message>
    <message>
        <source>as the machine wrote it</source>
        <translation>機械のテキストのまま</translation>
    </message>
</context>
<context>
    <name>triptych::ui::Toast</name>
    <message>
        <source>%1. %2: %3</source>
        <translation>%1。%2：%3</translation>
    </message>
</context>
<context>
    <name>triptych::ui::ViewSwitch</name>
    <message>
        <source>View</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Blink</source>
        <translation>重ねて点滅</translation>
    </message>
    <message>
        <source>Blink: both in one place, in turn</source>
        <translation>重ねて点滅：2 枚を同じ場所で交互に表示</translation>
    </message>
</context>
<context>
    <name>triptych::ui::WordChips</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>understood: %1</source>
        <translation>理解した語：%1</translation>
    </message>
    <message>
        <source>not: %1</source>
        <translation>除外：%1</translation>
    </message>
    <message>
        <source>; </source>
        <translation>、</translation>
    </message>
    <message>
        <source>understood</source>
        <translation>理解した語</translation>
    </message>
</context>
<context>
    <name>triptych::ui::WriteTextsPanel</name>
    <message>
        <source>All pairs have a text of this generator already.</source>
        <translation>すべてのペアに、この生成器のテキストがすでにあります。</translation>
    </message>
    <message>
        <source>Texts would be written for %1 pairs, forward and reverse.</source>
        <translation>%1 組のペアに、順方向と逆方向のテキストを書きます。</translation>
    </message>
    <message>
        <source>Writing texts</source>
        <translation>テキストを作成中</translation>
    </message>
    <message>
        <source>Write texts</source>
        <translation>テキストを書く</translation>
    </message>
    <message>
        <source>from catalogue attributes</source>
        <translation>カタログの属性から</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英語</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>日本語</translation>
    </message>
    <message>
        <source>Generator</source>
        <translation>生成器</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>For</source>
        <translation>対象</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>シード</translation>
    </message>
    <message>
        <source>pairs without a text of it</source>
        <translation>まだテキストのないペア</translation>
    </message>
</context>
</TS>
