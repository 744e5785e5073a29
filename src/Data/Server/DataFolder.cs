using System.Security.Cryptography;
using System.Text;
using Qinglian.Kernel;

namespace Qinglian.Data.Server;

/// <summary>Where one installation keeps everything that is not in the program: the cluster, the keys, the attachments.</summary>
public sealed record DataFolder
{
    public DataFolder(string path) => Root = Unix.RealPath(path);

    public string Root { get; }

    /// <summary>The embedded cluster; empty when an ordinary server is used.</summary>
    public string Postgres => Path.Combine(Root, "postgres");

    public string Keys => Path.Combine(Root, "keys");

    public string Attachments => Path.Combine(Root, "attachments");

    public string Backups => Path.Combine(Root, "backups");

    /// <summary>
    /// The folder used when none is named: <c>.data</c> beside the program's sources, or a folder below /var/lib when
    /// root works in a place that PostgreSQL's unprivileged account cannot enter (such as /root).
    /// </summary>
    public static DataFolder Default(string beside)
    {
        var here = Path.GetFullPath(beside);
        if (!Unix.IsRoot || Account.Barrier(Unix.RealPath(here)) is null)
            return new(Path.Combine(here, ".data"));
        // Two checkouts below /root must not meet in one database.
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(here)))[..8];
        return new(Path.Combine("/var/lib/qinglian", mark));
    }

    /// <summary>Makes the folder if need be; only its owner may list it, and PostgreSQL's account may pass through.</summary>
    public void Create()
    {
        if (File.Exists(Root))
            throw new ServerFaultException(new($"{Root} 是一个文件，不是文件夹。", $"{Root} is a file, not a folder."));
        try
        {
            if (!Directory.Exists(Root))
                Unix.CreateFolder(Root, Unix.ClusterParent);
            Unix.CreateFolder(Keys, Unix.OwnerOnly);
            Unix.CreateFolder(Attachments, Unix.OwnerOnly);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ServerFaultException(new(
                $"不能在 {Root} 中写入：{fault.Message}。请用 --data 选择一个可以写入的文件夹。",
                $"Cannot write in {Root}: {fault.Message} Choose a folder that can be written to with --data."), fault);
        }
    }
}
