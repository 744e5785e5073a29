using Qinglian.Documents;
using Qinglian.Kernel;
using Qinglian.Responsibilities.Decomposition;

namespace Qinglian.Cli.Commands;

/// <summary>Proposes the duties of a policy document (R08). Needs no installation.</summary>
internal static class DecomposeCommand
{
    public static Command Decompose { get; } = new(
        "decompose", ["FILE"],
        new("从讲话稿或文件（.txt、.docx）中提出责任事项", "propose the duties in a speech or policy document (.txt, .docx)"),
        RunAsync,
        new Option("--json", null, new("每行一个 JSON 对象，供其他程序使用", "one JSON object a line, for other programs")));

    private static Task<int> RunAsync(Arguments arguments, CancellationToken cancel)
    {
        var decomposition = Decomposer.Decompose(Read(arguments.Places[0]));
        using var output = new BufferedStream(Console.OpenStandardOutput());
        if (arguments.Has("--json")) JsonLines.Write(decomposition, output);
        else Print(decomposition, output);
        return Task.FromResult(Exit.Done);
    }

    /// <summary>The text that offsets count in: for plain text the file's own, without a byte order mark.</summary>
    private static string Read(string path)
    {
        using var file = File.OpenRead(path);
        var document = DocumentText.Read(file, path);
        if (document is { Text: { } text, Bytes: null }) return text;
        if (document.Bytes is { } bytes) return Decode(bytes);

        // For a text in no known encoding the first wrong byte is named.
        throw new FailedException(Path.GetExtension(path).Equals(".txt", StringComparison.OrdinalIgnoreCase) && TextDecoding.Decode(File.ReadAllBytes(path)) is UnreadableText unreadable ? unreadable.Why : document.Refusal!);
    }

    private static string Decode(byte[] bytes) => TextDecoding.Decode(bytes) switch
    {
        ReadableText readable => readable.Text,
        UnreadableText unreadable => throw new FailedException(unreadable.Why),
        _ => throw new InvalidOperationException(),
    };

    private static void Print(Decomposition decomposition, Stream output)
    {
        using var text = new StreamWriter(output, leaveOpen: true);
        var number = 0;
        foreach (var duty in decomposition.Duties)
        {
            text.WriteLine(string.Create(Cultures.English, $"{++number}. {duty.Text.ReplaceLineEndings(" ")}"));
            Line(text, new("责任主体", "responsible"), duty.Responsible, duty.ResponsibleExplicit ? null : new("由上文推断", "implied by what stands before"));
            Line(text, new("周期", "cycle"), duty.Cycle is { } cycle ? Voice.In(Words.Of(cycle)) : null);
            Line(text, new("期限", "due"), duty.Due);
            Line(text, new("成果", "deliverable"), duty.Deliverable);
        }

        text.WriteLine(Voice.In(new Words("共提出 {0} 项，{1} 段未提出。--json 列出全部。", "{0} duties proposed, {1} passages not. --json lists them all.").With(number, decomposition.NotDuties.Count())));
    }

    private static void Line(StreamWriter text, Words name, string? value, Words? note = null)
    {
        if (value is not null) text.WriteLine($"   {Voice.In(name).ReplaceLineEndings("/")}: {value}{(note is null ? "" : $" ({Voice.In(note).ReplaceLineEndings("/")})")}");
    }
}
