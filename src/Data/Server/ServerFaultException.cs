using Qinglian.Kernel;

namespace Qinglian.Data.Server;

/// <summary>Why the database cannot be used, in words that the person who started the program can act on.</summary>
public class ServerFaultException(Words words, Exception? inner = null) : Exception($"{words.Zh}\n{words.En}", inner)
{
    public Words Words { get; } = words;
}

/// <summary>Another process of this program already owns the data folder.</summary>
public sealed class ServerInUseException(string folder, Exception? inner = null) : ServerFaultException(
    new($"另一个程序正在使用数据文件夹 {folder}。请先关闭它，或用 --data 另选一个文件夹。",
        $"Another process already uses the data folder {folder}. Close it first, or choose another folder with --data."),
    inner);
